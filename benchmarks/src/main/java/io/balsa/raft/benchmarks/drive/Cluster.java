package io.balsa.raft.benchmarks.drive;

import java.io.IOException;
import java.util.List;

/** Three servers in this process, one of which leads. What is proposed here is proposed at the leader. */
public interface Cluster extends Proposer, AutoCloseable {
    /** {@return what each server has applied, the leader or not} */
    List<Applied> applied();

    /**
     * Stops the servers.
     *
     * @throws IOException if that fails
     */
    @Override
    void close() throws IOException;
}
