package io.balsa.raft.benchmarks.compare;

/** Every command that was acknowledged, with its times, so that any stretch can be looked at afterwards. */
final class Samples implements Tally {
    private final long[] begun;
    private final long[] ended;
    private int count;

    Samples(int capacity) {
        begun = new long[capacity];
        ended = new long[capacity];
    }

    @Override
    public synchronized void add(long begun, long ended) {
        if (count < this.begun.length) {
            this.begun[count] = begun;
            this.ended[count] = ended;
        }
        count++;
    }

    /** {@return the commands whose turn was within a stretch of time; throws if there were more in all than can be kept} */
    synchronized Latencies within(long from, long to) {
        if (count > begun.length) {
            throw new IllegalStateException(count + " commands: no more than " + begun.length + " can be looked at");
        }
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            if (begun[i] - from >= 0 && begun[i] - to <= 0) {
                latencies.add(begun[i], ended[i]);
            }
        }
        return latencies;
    }
}
