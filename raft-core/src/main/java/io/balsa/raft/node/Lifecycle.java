package io.balsa.raft.node;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.RaftException;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the server works. It can lose its disk (then it goes on listening, and acknowledges nothing), stop itself
 * for good, and be closed; none of these is ever taken back. Safe to use from any thread.
 */
final class Lifecycle {
    /**
     * Why the server stopped itself.
     *
     * @param reason for a person
     * @param cause what was thrown
     */
    record Failure(String reason, Throwable cause) {}

    private final NodeId id;
    private final AtomicReference<Failure> failure = new AtomicReference<>();
    private volatile Optional<String> storageFailure = Optional.empty();
    private volatile boolean closed;

    Lifecycle(NodeId id) {
        this.id = id;
    }

    /** Stops the server. Only the first failure counts. */
    void fail(String reason, Throwable cause) {
        failure.compareAndSet(null, new Failure(reason, cause));
    }

    void storageFailed(String reason) {
        storageFailure = Optional.of(reason);
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** {@return whether the agents should do nothing any more} */
    boolean isStopped() {
        return closed || failure.get() != null;
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    Optional<String> storageFailure() {
        return storageFailure;
    }

    /** {@return why requests under way do not get their outcome from this server} */
    String stopReason() {
        if (closed) {
            return "the server was closed";
        }
        return failure().map(Failure::reason).or(() -> storageFailure).orElse("it is stopping");
    }

    /** {@return whether requests are taken at all} */
    boolean takesRequests() {
        return !isStopped() && storageFailure.isEmpty();
    }

    /** {@return what to answer to a request that is not taken, and so certainly takes no effect} */
    RaftException refusal() {
        if (closed) {
            return new NodeClosedException(id, id + " is closed");
        }
        return new NodeFailedException(id, id + " has stopped itself: " + stopReason());
    }
}
