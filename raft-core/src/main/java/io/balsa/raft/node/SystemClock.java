package io.balsa.raft.node;

/** The machine's clocks. */
final class SystemClock implements Clock {
    private final long originNanos = System.nanoTime();

    @Override
    public long nanoTime() {
        return System.nanoTime() - originNanos;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
