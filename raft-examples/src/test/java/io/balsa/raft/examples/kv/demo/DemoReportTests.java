package io.balsa.raft.examples.kv.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.examples.kv.demo.Violation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoReportTests {
    @Test
    void cleanRunPasses() {
        DemoReport report = report(new DemoLedger.Counts(1000, 1, 2, 3, 500), List.of(), 10, Optional.empty());
        assertTrue(report.passed());
        assertTrue(report.text().contains("PASSED"), report.text());
        assertTrue(report.text().contains("median 700 ms, longest 900 ms"), report.text());
    }

    @Test
    void anyViolationFails() {
        Violation lost = new Violation(Kind.LOST_WRITE, "k", "holds 1, but 2 was acknowledged");
        DemoReport report = report(new DemoLedger.Counts(1000, 1, 2, 3, 500), List.of(lost), 10, Optional.empty());
        assertFalse(report.passed());
        assertTrue(report.text().contains("FAILED"), report.text());
        assertTrue(report.text().contains("holds 1, but 2 was acknowledged"), report.text());
    }

    @Test
    void unfinishedVerificationFails() {
        DemoLedger.Counts counts = new DemoLedger.Counts(1000, 1, 2, 3, 500);
        assertFalse(report(counts, List.of(), 9, Optional.empty()).passed(), "a key was not read back");
        assertFalse(report(counts, List.of(), 10, Optional.of("no leader")).passed());
        assertFalse(report(new DemoLedger.Counts(0, 1, 2, 3, 500), List.of(), 10, Optional.empty())
                .passed());
        assertFalse(report(new DemoLedger.Counts(1000, 1, 2, 3, 0), List.of(), 10, Optional.empty())
                .passed());
    }

    @Test
    void outageEndsWithAWriteThatBeganAfterTheKill() {
        Outages outages = new Outages();
        outages.acknowledged(1, 2);
        var outage = outages.killed(10, true);
        outages.acknowledged(9, 11);
        assertFalse(outage.isDone(), "it may have been agreed on before the kill");
        outages.acknowledged(15, 40);
        outages.acknowledged(41, 42);
        assertEquals(Duration.ofNanos(30), outage.join());
        assertEquals(List.of(Duration.ofNanos(30)), outages.ofLeaders());

        var followerOutage = outages.killed(100, false);
        outages.acknowledged(101, 105);
        assertEquals(Duration.ofNanos(5), followerOutage.join());
        assertEquals(List.of(Duration.ofNanos(5)), outages.ofFollowers());
        assertEquals(List.of(Duration.ofNanos(30)), outages.ofLeaders());
    }

    private static DemoReport report(
            DemoLedger.Counts counts, List<Violation> violations, int keysReadBack, Optional<String> failure) {
        List<Duration> outages = List.of(Duration.ofMillis(900), Duration.ofMillis(500), Duration.ofMillis(700));
        return new DemoReport(
                counts, violations, keysReadBack, 10, 4, 2, outages, List.of(), Duration.ofSeconds(6), failure);
    }
}
