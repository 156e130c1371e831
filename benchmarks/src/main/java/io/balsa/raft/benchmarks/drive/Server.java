package io.balsa.raft.benchmarks.drive;

import java.io.IOException;

/** One server in this process; the others may be anywhere. */
public interface Server extends AutoCloseable {
    /** {@return whether it leads, as far as it knows} */
    boolean leads();

    /**
     * Proposes a command here. Called by one thread.
     *
     * @param command the command, never changed later
     * @param acknowledgement told once what became of it
     * @throws Exception if it cannot even be proposed
     */
    void propose(byte[] command, Acknowledgement acknowledgement) throws Exception;

    /** {@return what it has applied since it was started} */
    Applied applied();

    /**
     * Stops it.
     *
     * @throws IOException if that fails
     */
    @Override
    void close() throws IOException;
}
