package io.balsa.raft.benchmarks.cluster;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came of a stretch of load.
 *
 * @param inFlight how many writes were under way at any time
 * @param seconds how long it took
 * @param latencies nanoseconds from sending a write to its acknowledgement, for every write acknowledged
 * @param cpuSeconds processor time of the servers
 */
record Figures(int inFlight, double seconds, Histogram latencies, double cpuSeconds) {
    /** The longest latency that can be told; a longer one is an error. */
    private static final long MAX_LATENCY_NANOS = 60_000_000_000L;

    static Histogram emptyHistogram() {
        return new Histogram(MAX_LATENCY_NANOS, 3);
    }

    long acknowledged() {
        return latencies.getTotalCount();
    }

    static void printHeader() {
        System.out.printf(
                "%9s %10s %10s %10s %10s %10s %11s %12s%n",
                "in flight", "writes/s", "p50 us", "p99 us", "p99.9 us", "max us", "CPU us/op", "writes");
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%9d %,10.0f %,10.0f %,10.0f %,10.0f %,10.0f %,11.1f %,12d%n",
                inFlight,
                acknowledged() / seconds,
                micros(50),
                micros(99),
                micros(99.9),
                micros(100),
                cpuSeconds * 1e6 / acknowledged(),
                acknowledged());
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
