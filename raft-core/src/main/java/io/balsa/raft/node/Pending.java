package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proposal on its way, from the client's call to that of its callback. Several agents may try to
 * settle it, at a failure or at the end; the first one does. It is also the task that calls back, on the
 * callback executor. There is one for each command, so a field more is felt.
 */
class Pending extends InboxItem implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Pending.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The command or the query. */
    final byte[] payload;

    private final Admission room;

    private final BiConsumer<? super byte[], ? super RaftException> callback;

    /** Where the entry stands on which the outcome depends; set by the node agent before it hands this to another. */
    long index;

    long term;

    /** The result, a {@code byte[]}, or a {@link RaftException}; null until settled. */
    @SuppressWarnings("unused") // written through OUTCOME
    private volatile Object outcome;

    /** A request for which there was room. */
    Pending(byte[] payload, Admission room, BiConsumer<? super byte[], ? super RaftException> callback) {
        this.payload = payload;
        this.room = room;
        this.callback = callback;
    }

    boolean isRead() {
        return false;
    }

    /** {@return whether this call has settled it: then the caller must hand it to the callback executor} */
    final boolean succeed(byte[] result) {
        return OUTCOME.compareAndSet(this, null, result);
    }

    /** As {@link #succeed}. */
    final boolean fail(RaftException failure) {
        return OUTCOME.compareAndSet(this, null, failure);
    }

    final boolean isSettled() {
        return outcome != null;
    }

    /**
     * Calls back. Called on the callback executor, once. The room is given back only here: callbacks that do not keep
     * up hold new requests back, instead of piling up.
     */
    @Override
    public final void run() {
        room.release(payload.length);
        Object settled = outcome;
        try {
            if (settled instanceof RaftException failure) {
                callback.accept(null, failure);
            } else {
                callback.accept((byte[]) settled, null);
            }
        } catch (Throwable t) {
            // The application's code. An executor that let it through to us would seem to have refused the task.
            LOG.warn("the callback of a proposal failed", t);
        }
    }
}
