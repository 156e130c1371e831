package io.balsa.raft.benchmarks.compare;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long commands took, and the longest time during which none was acknowledged. */
final class Latencies implements Tally {
    private static final long MAX_NANOS = 120_000_000_000L;

    private final Histogram nanos = new Histogram(MAX_NANOS, 3);
    private boolean any;
    private long lastEnded;
    private long pauseBegan;
    private long pauseEnded;

    @Override
    public void add(long begun, long ended) {
        nanos.recordValue(ended - begun);
        long gap = ended - lastEnded;
        if (any && gap > pauseEnded - pauseBegan) {
            pauseBegan = lastEnded;
            pauseEnded = ended;
        }
        // Two threads that acknowledge may be a little out of order.
        if (!any || gap > 0) {
            lastEnded = ended;
        }
        any = true;
    }

    /** {@return how many commands there were} */
    long count() {
        return nanos.getTotalCount();
    }

    /** {@return how many took so long or longer} */
    long countFrom(long leastNanos) {
        return nanos.getCountBetweenValues(leastNanos, Math.max(leastNanos, nanos.getMaxValue()));
    }

    /** {@return microseconds within which so many of a hundred commands were acknowledged} */
    double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }

    /** {@return the longest time from one acknowledgement to the next} */
    double pauseMillis() {
        return (pauseEnded - pauseBegan) / 1e6;
    }

    void put(Map<Metric, Double> figures) {
        figures.put(Metric.COMMANDS, (double) count());
        figures.put(Metric.MIN_MICROS, nanos.getMinNonZeroValue() / 1e3);
        figures.put(Metric.P50_MICROS, micros(50));
        figures.put(Metric.P99_MICROS, micros(99));
        figures.put(Metric.P999_MICROS, micros(99.9));
        figures.put(Metric.MAX_MICROS, nanos.getMaxValue() / 1e3);
        figures.put(Metric.PAUSE_MILLIS, pauseMillis());
    }

    /** Tells too how late threads of this process were that had only to wake up. */
    void put(Hiccups hiccups, Map<Metric, Double> figures) {
        put(figures);
        figures.put(Metric.HICCUP_IN_PAUSE_MILLIS, hiccups.nanosWithin(pauseBegan, pauseEnded) / 1e6);
        figures.put(Metric.HICCUP_MILLIS, hiccups.longestNanos() / 1e6);
    }
}
