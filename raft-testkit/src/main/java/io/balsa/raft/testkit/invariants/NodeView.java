package io.balsa.raft.testkit.invariants;

import io.balsa.raft.Role;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.List;

/** A server as an observer sees it. What is durable is what a power cut at this moment would leave for certain. */
public interface NodeView {
    /** {@return the server's name} */
    NodeId id();

    /** {@return how often it was started, from 1} */
    int incarnation();

    /** {@return its role} */
    Role role();

    /** {@return its current term, durable or not} */
    long term();

    /** {@return its commit index} */
    long commitIndex();

    /** {@return up to where entries were applied} */
    long appliedIndex();

    /** {@return up to where it takes its log to be durable} */
    long durableIndex();

    /** {@return the membership in force for it} */
    Membership membership();

    /** {@return how it replicates to each peer; empty unless it leads} */
    List<PeerProgress> peers();

    /** {@return its log, durable or not; not to be changed or kept} */
    LogImage log();

    /** {@return the log on its disk; not to be changed or kept} */
    LogImage durableLog();

    /** {@return term and vote on its disk} */
    HardState durableHardState();
}
