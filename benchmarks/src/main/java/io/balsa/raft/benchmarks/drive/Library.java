package io.balsa.raft.benchmarks.drive;

import java.nio.file.Path;

/** A library in the comparison. Has a public constructor without parameters. */
public interface Library {
    /** How many servers a cluster has. */
    int NODES = 3;

    /** {@return its version} */
    String version();

    /** {@return in a line, what makes it durable, what else is not as it comes, and what it does by default} */
    String settings();

    /**
     * Starts three servers in this process, talking over the loopback, and waits until one of them leads.
     *
     * @param directory where they keep their data: an empty directory on the disk to be measured
     * @return the cluster, ready for proposals
     * @throws Exception if it does not start
     */
    Cluster start(Path directory) throws Exception;
}
