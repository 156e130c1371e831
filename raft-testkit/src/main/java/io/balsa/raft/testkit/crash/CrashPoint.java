package io.balsa.raft.testkit.crash;

import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.List;

/**
 * A moment at which the power may be cut.
 *
 * @param operation how many operations of the disk came before it
 * @param last the last of them
 * @param disk the disk at that moment, to be forked
 * @param promise a number that stands for what is allowed: equal for equal lists next to each other
 * @param allowed what may be found afterwards: the state that was acknowledged last, the one requested last, and all between
 */
record CrashPoint(int operation, String last, SimulatedDisk disk, int promise, List<LogContents> allowed) {}
