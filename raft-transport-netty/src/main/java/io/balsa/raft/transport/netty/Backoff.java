package io.balsa.raft.transport.netty;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles from a minimum to a maximum, and of that a random part between one half and all,
 * so that servers that lost one another at once do not come back at once.
 */
final class Backoff {
    private final long minNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private long ceilingNanos;

    Backoff(long minNanos, long maxNanos, RandomGenerator random) {
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
        this.random = random;
        this.ceilingNanos = minNanos;
    }

    long nextDelayNanos() {
        long delay = random.nextLong(ceilingNanos / 2, ceilingNanos) + 1;
        // Compared before it is doubled: a shift that overflows would make the delay negative.
        ceilingNanos = ceilingNanos > maxNanos / 2 ? maxNanos : ceilingNanos * 2;
        return delay;
    }

    void reset() {
        ceilingNanos = minNanos;
    }
}
