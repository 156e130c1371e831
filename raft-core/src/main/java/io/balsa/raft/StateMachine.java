package io.balsa.raft;

import java.io.IOException;
import java.io.InputStream;

/**
 * The application's state, replicated by applying the same commands in the same order on every server.
 *
 * <p>All methods are called by one thread, one at a time, but for {@link Snapshot#writeTo}. They must be deterministic: the same commands
 * give the same state and the same results everywhere. Time comes from {@link CommittedEntry#timestampMillis}; never call the system's clock or a
 * random source, and never let the order of a hash table show.
 *
 * <p>After a restart the log is applied again from its beginning, so the state may live in memory.
 */
public interface StateMachine {
    /**
     * Applies one committed command.
     *
     * @param entry the command with its place in the log
     * @return the result, handed to whoever proposed the command; never null, perhaps empty. The array is given away: do not change it later
     * @throws Exception to stop this server: an entry is never skipped. A command that can fail for reasons of the application returns
     *     that as its result instead
     */
    byte[] apply(CommittedEntry entry) throws Exception;

    /**
     * Takes a consistent view of the whole state, as of the last entry applied. Must be cheap, since applying waits for it; the view
     * is written out later by another thread, while applying goes on.
     *
     * <p>Not called yet: this version keeps the whole log. Write it all the same, for the next one compacts.
     *
     * @return the view
     */
    Snapshot snapshot();

    /**
     * Replaces the whole state by one that {@link Snapshot#writeTo} wrote. Not called yet, see {@link #snapshot}.
     *
     * @param in what was written
     * @throws IOException if it cannot be read; stops this server
     */
    void restore(InputStream in) throws IOException;

    /**
     * Answers a query from the state as it is, without changing it. Called in turn with {@link #apply}, by the same thread.
     *
     * @param query what is asked, as given to {@link RaftNode#read}
     * @return the answer
     * @throws Exception to fail this query, and nothing else
     */
    default byte[] read(byte[] query) throws Exception {
        throw new UnsupportedOperationException(getClass().getName() + " does not implement read(byte[])");
    }
}
