package io.balsa.raft.testkit.simulation;

import io.balsa.raft.node.Clock;

/** A machine's clocks: both run at a rate of their own; the wall clock jumps now and then, the other never goes back. */
final class DriftingClock implements Clock {
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;

    private final Timeline timeline;
    private final long offsetNanos;
    private final double rate;
    private long wallJumpMillis;

    DriftingClock(Timeline timeline, long offsetNanos, double rate) {
        this.timeline = timeline;
        this.offsetNanos = offsetNanos;
        this.rate = rate;
    }

    @Override
    public long nanoTime() {
        return offsetNanos + (long) (timeline.nowNanos() * rate);
    }

    @Override
    public long wallMillis() {
        return EPOCH_MILLIS + wallJumpMillis + nanoTime() / 1_000_000;
    }

    /** {@return the first moment of virtual time at which {@link #nanoTime} has reached a time} */
    long virtualNanos(long localNanos) {
        return (long) Math.ceil((localNanos - offsetNanos) / rate) + 1;
    }

    void jumpWall(long millis) {
        wallJumpMillis += millis;
    }
}
