package io.balsa.raft.benchmarks.drive;

import java.nio.file.Path;
import java.util.List;

/** A library whose servers can run in a process each, with an election timeout of about a second. */
public interface ServerLibrary extends Library {
    /**
     * Starts one server, or starts it again.
     *
     * @param number which of them it is, from 0
     * @param ports at which port of the loopback each server listens
     * @param directory where this one keeps its data
     * @return the server, which need not have found the others yet
     * @throws Exception if it does not start
     */
    Server startServer(int number, List<Integer> ports, Path directory) throws Exception;
}
