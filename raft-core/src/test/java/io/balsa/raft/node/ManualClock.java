package io.balsa.raft.node;

import java.time.Duration;

/** Time that passes when a test says so. */
final class ManualClock implements Clock {
    private long nanos;
    private long wallMillis = 1_000_000;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return wallMillis;
    }

    void advance(Duration duration) {
        nanos += duration.toNanos();
        wallMillis += duration.toMillis();
    }

    /** Sets the wall clock alone, forward or back. */
    void setWallMillis(long millis) {
        wallMillis = millis;
    }
}
