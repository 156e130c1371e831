package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTests {
    private static final int WINDOW = 64;

    private final Results results = new Results();

    private static Outcome outcome(double opsPerSecond) {
        return new Outcome("1", "x", Map.of(WINDOW, Map.of(Metric.OPS_PER_SECOND, opsPerSecond)));
    }

    private void add(Subject subject, double... opsPerSecond) {
        for (int i = 0; i < opsPerSecond.length; i++) {
            results.add(subject, i + 1, outcome(opsPerSecond[i]));
        }
    }

    @Test
    void medians() {
        assertEquals(2, Results.median(List.of(1.0, 2.0, 9.0)));
        assertEquals(3, Results.median(List.of(1.0, 2.0, 4.0, 9.0)));
        add(Subject.BALSA, 9, 1, 2);
        assertEquals(2, results.median(Subject.BALSA, WINDOW, Metric.OPS_PER_SECOND));
    }

    @Test
    void ratiosAreTakenWithinARound() {
        add(Subject.FLOOR, 100, 10, 1000);
        add(Subject.BALSA, 50, 6, 400);
        assertEquals(0.5, results.ratio(Subject.BALSA, Subject.FLOOR, WINDOW, Metric.OPS_PER_SECOND));
        assertEquals(1, results.ratio(Subject.FLOOR, Subject.FLOOR, WINDOW, Metric.OPS_PER_SECOND));
    }

    @Test
    void noRatioToALibraryThatWasLeftOut() {
        add(Subject.BALSA, 50);
        assertTrue(Double.isNaN(results.ratio(Subject.BALSA, Subject.FLOOR, WINDOW, Metric.OPS_PER_SECOND)));
    }

    @Test
    void aRoundWithoutFiguresIsInNoRatio() {
        add(Subject.FLOOR, 100, 10, 1000);
        results.add(Subject.BALSA, 1, outcome(50));
        results.addFailure(Subject.BALSA, 2, "x");
        results.add(Subject.BALSA, 3, outcome(700));
        assertEquals(0.6, results.ratio(Subject.BALSA, Subject.FLOOR, WINDOW, Metric.OPS_PER_SECOND), 1e-9);
        assertEquals(375, results.median(Subject.BALSA, WINDOW, Metric.OPS_PER_SECOND));
        assertEquals(Map.of(2, "x"), results.failures().get(Subject.BALSA));
    }

    @Test
    void aFigureThatNobodyHasIsToldAsSuch() {
        add(Subject.BALSA, 50);
        String table = new Table(Mode.THROUGHPUT, results, false).of(WINDOW, 256);
        assertTrue(table.contains("| balsa | 50 | - |"), table);
        assertTrue(table.contains("commands of 256 B"), table);
    }

    @Test
    void outcomesSurviveTheirFile(@TempDir Path directory) throws IOException {
        Outcome written = outcome(1234.5);
        written.write(directory.resolve("outcome"));
        assertEquals(written, Outcome.read(directory.resolve("outcome")));
    }
}
