package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatchUpRunTests {
    @Test
    void whatWritesSufferIsTheRatioToBefore() {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        CatchUpRun.put(
                new DirectedLoad.Told(9, 1, 100, 400),
                new DirectedLoad.Told(9, 1, 90, 300),
                new DirectedLoad.Told(7, 1, 150, 1000),
                figures);
        assertEquals(7, figures.get(Metric.COMMANDS));
        assertEquals(1.5, figures.get(Metric.DURING_TO_BEFORE_P50));
        assertEquals(2.5, figures.get(Metric.DURING_TO_BEFORE_P99));
        assertEquals(300, figures.get(Metric.WITHOUT_P99_MICROS));
    }

    @Test
    void whatAServerTellsIsUnderstood() {
        Latencies latencies = new Latencies();
        latencies.add(0, 1000);
        latencies.add(0, 3000);
        DirectedLoad.Told told = DirectedLoad.Told.of(latencies);
        assertEquals(2, told.count());
        assertEquals(told, DirectedLoad.Told.parse(told.text()));
    }

    @Test
    void theDiskIsMeasuredAndLeftAsItWas(@TempDir Path directory) throws Exception {
        assertTrue(DiskSpeed.forcedOnce(directory, (3 << 20) + 5) > 0);
        assertTrue(DiskSpeed.forcedOften(directory, (3 << 20) + 5) > 0);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }
}
