package io.balsa.raft;

import io.balsa.raft.spi.NodeId;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One server of a cluster, running in this process. Safe to use from any thread.
 *
 * <p>Every future completes, and every callback is called, exactly once, within a bounded time as long as the state machine returns from its calls, and on a thread of the callback executor ({@link RaftNodeBuilder#callbackExecutor}):
 * code that hangs on to it may block without stopping the server. Failures are {@link RaftException}s. Cancelling a future does not take a
 * command back.
 */
public interface RaftNode extends AutoCloseable {
    /**
     * Begins to describe a server.
     *
     * @return a builder without any setting
     */
    static RaftNodeBuilder builder() {
        return new RaftNodeBuilder();
    }

    /** {@return the server's name} */
    NodeId id();

    /**
     * Proposes a command. It is acknowledged once it is durable on a majority and applied here.
     *
     * @param command the command; must not be changed before the future completes
     * @return the state machine's result; or a {@link NotLeaderException}, {@link OverloadedException}, {@link ProposalLostException},
     *     {@link OutcomeUnknownException}, {@link NodeClosedException} or {@link NodeFailedException}
     * @throws IllegalArgumentException if the command is longer than {@link RaftConfig#maxCommandBytes}
     */
    CompletableFuture<byte[]> propose(byte[] command);

    /**
     * Proposes a command as {@link #propose(byte[])} does, without a future: for those who propose hundreds of thousands a second and count the
     * bytes that each one allocates.
     *
     * @param command the command; must not be changed before the callback is called
     * @param callback called exactly once, on the callback executor, with what the future would be completed with: the state machine's result and
     *     null, or null and the failure. What it throws is logged
     * @throws OverloadedException if too much is under way. Then, as with the other exceptions, the callback is never called
     * @throws NodeClosedException if the server is closed
     * @throws NodeFailedException if the server has failed
     * @throws IllegalArgumentException if the command is longer than {@link RaftConfig#maxCommandBytes}
     */
    void propose(byte[] command, BiConsumer<? super byte[], ? super RaftException> callback);

    /**
     * Reads the state, linearizably: the answer reflects every command that was acknowledged anywhere before this call. Only the leader
     * answers.
     *
     * <p>In this version a read marks its point in time by an empty entry in the log, shared by all reads that arrive together, and so
     * costs a commit.
     *
     * @param query handed to {@link StateMachine#read}
     * @return the answer; or a {@link QueryFailedException} or one of the failures of {@link #propose}, which for a read all mean the same:
     *     ask again
     */
    CompletableFuture<byte[]> read(byte[] query);

    /** {@return how the server is doing, as of a moment ago; never blocks} */
    NodeStatus status();

    /**
     * Asks to be told of changes. Listeners are called on the callback executor, one change after the other.
     *
     * @param listener whom to tell
     */
    void addListener(NodeListener listener);

    /**
     * Stops the server at once and waits until its threads, its storage and its transport are done. Proposals under way fail with
     * {@link OutcomeUnknownException}; their callbacks are not waited for, so this may be called from one. A disk or a state machine that hangs is left to
     * itself after some seconds. Does nothing the second time.
     */
    @Override
    void close();
}
