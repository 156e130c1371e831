package io.balsa.raft;

import java.io.IOException;
import java.io.OutputStream;

/** A consistent view of a state machine's state, which does not change while the state machine goes on. */
@FunctionalInterface
public interface Snapshot extends AutoCloseable {
    /**
     * Writes the state. Called by another thread than the state machine's, once.
     *
     * @param out where to; the caller closes it
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;

    /** Lets go of what the view holds. Does nothing unless overridden. */
    @Override
    default void close() {}
}
