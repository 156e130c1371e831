package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LatenciesTests {
    private static final long MILLISECOND = 1_000_000;

    private final Latencies latencies = new Latencies();
    private final Map<Metric, Double> figures = new EnumMap<>(Metric.class);

    @Test
    void percentiles() {
        for (int i = 1; i <= 1000; i++) {
            latencies.add(0, i * 1000L);
        }
        latencies.put(figures);
        assertEquals(1000, figures.get(Metric.COMMANDS));
        assertEquals(1, figures.get(Metric.MIN_MICROS), 0.01);
        assertEquals(500, figures.get(Metric.P50_MICROS), 1);
        assertEquals(990, figures.get(Metric.P99_MICROS), 1);
        assertEquals(999, figures.get(Metric.P999_MICROS), 1);
        assertEquals(1000, figures.get(Metric.MAX_MICROS), 1);
        assertEquals(501, (double) latencies.countFrom(500_000), 1);
    }

    /** The time before the first is no pause, and neither is what a late report of an earlier one seems to be. */
    @Test
    void theLongestPauseIsBetweenTwoAcknowledgements() {
        for (long ended : new long[] {90, 91, 90, 95, 93, 96}) {
            latencies.add(0, ended * MILLISECOND);
        }
        assertEquals(4, latencies.pauseMillis());
    }

    @Test
    void hiccupsAreToldOverallAndWithinTheLongestPause() {
        latencies.add(0, 100 * MILLISECOND);
        latencies.add(0, 110 * MILLISECOND);
        // One lasts beyond the pause on either side, one is inside, the longest is elsewhere.
        Hiccups hiccups = Hiccups.of(
                99 * MILLISECOND,
                101 * MILLISECOND,
                104 * MILLISECOND,
                106 * MILLISECOND,
                109 * MILLISECOND,
                112 * MILLISECOND,
                200 * MILLISECOND,
                205 * MILLISECOND);
        latencies.put(hiccups, figures);
        assertEquals(10, figures.get(Metric.PAUSE_MILLIS));
        assertEquals(4, figures.get(Metric.HICCUP_IN_PAUSE_MILLIS));
        assertEquals(5, figures.get(Metric.HICCUP_MILLIS));
    }

    @Test
    void timesMayBeNegative() {
        latencies.add(-20 * MILLISECOND, -10 * MILLISECOND);
        latencies.add(-20 * MILLISECOND, 5 * MILLISECOND);
        latencies.put(Hiccups.of(-2 * MILLISECOND, MILLISECOND), figures);
        assertEquals(15, figures.get(Metric.PAUSE_MILLIS));
        assertEquals(3, figures.get(Metric.HICCUP_IN_PAUSE_MILLIS));
    }

    @Test
    void samplesAreToldByWhenTheirTurnWas() {
        Samples samples = new Samples(3);
        samples.add(1000, 2000);
        samples.add(2000, 9000);
        samples.add(3000, 3500);
        assertEquals(3, samples.within(0, 10_000).count());
        Latencies middle = samples.within(1500, 2500);
        assertEquals(1, middle.count());
        assertEquals(7, middle.micros(99), 0.01);
        samples.add(3000, 3500);
        assertThrows(IllegalStateException.class, () -> samples.within(0, 10_000));
    }
}
