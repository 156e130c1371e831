package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.benchmarks.compare.EmbeddedLoad;
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
                "%9s %10s %10s %10s %10s %10s %11s %12s %12s %12s %12s %12s %12s%n",
                "in flight",
                "writes/s",
                "p50 us",
                "p99 us",
                "p99.9 us",
                "max us",
                "CPU us/op",
                "writes",
                "without: /s",
                "p50 us",
                "CPU us/op",
                "HTTP of p50",
                "HTTP of CPU");
    }

    /** {@return the part of a whole that is not the library's; below 0 if the library alone took longer} */
    static double share(double whole, double libraryAlone) {
        return 1 - libraryAlone / whole;
    }

    void print(EmbeddedLoad.Stretch without) {
        System.out.printf(
                Locale.ROOT,
                "%9d %,10.0f %,10.0f %,10.0f %,10.0f %,10.0f %,11.1f %,12d %,12.0f %,12.0f %,12.1f %,10.0f %% %,10.0f %%%n",
                inFlight,
                acknowledged() / seconds,
                micros(50),
                micros(99),
                micros(99.9),
                micros(100),
                cpuMicros(),
                acknowledged(),
                without.opsPerSecond(),
                without.p50Micros(),
                without.cpuMicros(),
                1e2 * share(micros(50), without.p50Micros()),
                1e2 * share(cpuMicros(), without.cpuMicros()));
    }

    private double cpuMicros() {
        return cpuSeconds * 1e6 / acknowledged();
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
