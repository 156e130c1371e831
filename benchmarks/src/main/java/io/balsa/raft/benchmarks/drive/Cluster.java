package io.balsa.raft.benchmarks.drive;

import java.io.IOException;
import java.util.List;

/** Three servers in this process, one of which leads. */
public interface Cluster extends AutoCloseable {
    /**
     * Proposes a command at the leader, as the program would that embeds it. Called by one thread.
     *
     * @param command the command, never changed later
     * @param acknowledgement told once what became of it
     * @throws Exception if it cannot even be proposed
     */
    void propose(byte[] command, Acknowledgement acknowledgement) throws Exception;

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
