package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;

/**
 * A proposal or a read on its way, from the client's call to the completion of its future. Several agents may try to
 * settle it, at a failure or at the end; the first one does. It is also the task that completes the future on the
 * callback executor.
 */
final class Pending extends InboxItem implements Runnable {
    /** What the client asked for. */
    enum Kind {
        PROPOSAL,
        READ
    }

    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Pending.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Kind kind;

    /** The command or the query. */
    final byte[] payload;

    private final Admission room;

    final CompletableFuture<byte[]> future = new CompletableFuture<>();

    /** Where the entry stands on which the outcome depends; set by the node agent before it hands this to another. */
    long index;

    long term;

    /** The result, a {@code byte[]}, or a {@link RaftException}; null until settled. */
    @SuppressWarnings("unused") // written through OUTCOME
    private volatile Object outcome;

    /** A request for which there was room. */
    Pending(Kind kind, byte[] payload, Admission room) {
        this.kind = kind;
        this.payload = payload;
        this.room = room;
    }

    /** {@return whether this call has settled it: then the caller must hand it to the callback executor} */
    boolean succeed(byte[] result) {
        return OUTCOME.compareAndSet(this, null, result);
    }

    /** As {@link #succeed}. */
    boolean fail(RaftException failure) {
        return OUTCOME.compareAndSet(this, null, failure);
    }

    boolean isSettled() {
        return outcome != null;
    }

    /**
     * Completes the future. Called on the callback executor, once. The room is given back only here: callbacks that do not keep
     * up hold new requests back, instead of piling up.
     */
    @Override
    public void run() {
        room.release(payload.length);
        Object settled = outcome;
        if (settled instanceof RaftException failure) {
            future.completeExceptionally(failure);
        } else {
            future.complete((byte[]) settled);
        }
    }
}
