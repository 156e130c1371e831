package io.balsa.raft.benchmarks.drive;

import java.io.IOException;

/** One server in this process; the others may be anywhere. */
public interface Server extends Proposer, AutoCloseable {
    /** {@return whether it leads, as far as it knows} */
    boolean leads();

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
