package io.balsa.raft.node;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what clients may have under way, in number and in bytes. Both counts are in one word, since each request comes by twice. Safe
 * to use from any thread.
 */
final class Admission {
    private static final int BYTES_BITS = 40;
    private static final long BYTES_MASK = (1L << BYTES_BITS) - 1;
    private static final long ONE = 1L << BYTES_BITS;

    private final int maxCount;
    private final long maxBytes;
    private final AtomicLong underWay = new AtomicLong();

    /**
     * Sets the bounds.
     *
     * @param maxCount at most {@link io.balsa.raft.RaftConfig#MAX_PENDING_PROPOSALS}, and
     * @param maxBytes at most {@link io.balsa.raft.RaftConfig#MAX_PENDING_BYTES}: that leaves room in the word for what many
     *     threads add at the same time before they find that it is too much
     */
    Admission(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** {@return whether there is room; if so, it is taken until {@link #release}} */
    boolean tryAcquire(int payloadBytes) {
        long now = underWay.addAndGet(ONE + payloadBytes);
        if (now >>> BYTES_BITS > maxCount || (now & BYTES_MASK) > maxBytes) {
            release(payloadBytes);
            return false;
        }
        return true;
    }

    /** A request that was let in has come to its end. */
    void release(int payloadBytes) {
        underWay.addAndGet(-ONE - payloadBytes);
    }

    /** {@return how much is under way, for messages} */
    String describe() {
        long now = underWay.get();
        return (now >>> BYTES_BITS) + " of " + maxCount + " requests and " + (now & BYTES_MASK) + " of " + maxBytes
                + " bytes are under way";
    }
}
