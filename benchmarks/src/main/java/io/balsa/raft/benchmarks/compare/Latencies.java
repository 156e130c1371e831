package io.balsa.raft.benchmarks.compare;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** Histograms of latencies, in nanoseconds. */
final class Latencies {
    private static final long MAX_NANOS = 120_000_000_000L;

    private Latencies() {}

    static Histogram empty() {
        return new Histogram(MAX_NANOS, 3);
    }

    static void put(Histogram latencies, Map<Metric, Double> figures) {
        figures.put(Metric.COMMANDS, (double) latencies.getTotalCount());
        figures.put(Metric.MIN_MICROS, latencies.getMinNonZeroValue() / 1e3);
        figures.put(Metric.P50_MICROS, latencies.getValueAtPercentile(50) / 1e3);
        figures.put(Metric.P99_MICROS, latencies.getValueAtPercentile(99) / 1e3);
        figures.put(Metric.P999_MICROS, latencies.getValueAtPercentile(99.9) / 1e3);
        figures.put(Metric.MAX_MICROS, latencies.getMaxValue() / 1e3);
    }
}
