package io.balsa.raft.benchmarks.drive;

import java.nio.file.Path;

/** A library whose servers can run in a process each, with an election timeout of about a second. */
public interface ServerLibrary extends Library {
    /**
     * Starts one server, or starts it again.
     *
     * @param number which of them it is, from 0
     * @param ports where each server listens
     * @param directory where this one keeps its data; is there only if the server was started before
     * @return the server, which need not have found the others yet
     * @throws Exception if it does not start
     */
    Server startServer(int number, Ports ports, Path directory) throws Exception;

    @Override
    default Cluster start(Path directory) throws Exception {
        return ServerCluster.start(this, directory);
    }
}
