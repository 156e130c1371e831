package io.balsa.raft.node;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what clients may have under way, in number and in bytes. Safe to use from any thread. */
final class Admission {
    private final int maxCount;
    private final long maxBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Admission(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** {@return whether there is room; if so, it is taken until {@link #release}} */
    boolean tryAcquire(int payloadBytes) {
        if (count.incrementAndGet() > maxCount) {
            count.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(payloadBytes) > maxBytes) {
            release(1, payloadBytes);
            return false;
        }
        return true;
    }

    void release(int settled, long payloadBytes) {
        count.addAndGet(-settled);
        bytes.addAndGet(-payloadBytes);
    }

    /** {@return how much is under way, for messages} */
    String describe() {
        return count.get() + " of " + maxCount + " requests and " + bytes.get() + " of " + maxBytes
                + " bytes are under way";
    }
}
