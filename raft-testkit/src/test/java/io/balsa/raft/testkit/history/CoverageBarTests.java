package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CoverageBarTests {
    private static History<String, String> history(long[]... intervals) {
        List<Operation<String, String>> operations = new ArrayList<>();
        for (long[] interval : intervals) {
            int process = operations.size();
            operations.add(Operation.ok(process, "k", "read", "answer " + process, interval[0], interval[1]));
        }
        return new History<>(operations);
    }

    @Test
    void countsPairs() {
        assertEquals(
                List.of(new Coverage("k", 4, 3, 3, 4)),
                Coverage.of(history(new long[] {0, 10}, new long[] {5, 20}, new long[] {15, 30}, new long[] {30, 40})));
    }

    @Test
    void countsAnsweredCallsOnly() {
        assertEquals(
                List.of(new Coverage("k", 1, 0, 0, 1)),
                Coverage.of(new History<>(List.of(
                        Operation.ok(1, "k", "read", "x", 0, 10),
                        Operation.failed(2, "k", "write", 0, 10),
                        Operation.unknown(3, "k", "write", 0)))));
    }

    @Test
    void busyHistoryPasses() {
        assertEquals(
                Judgement.VALID,
                CoverageBar.DEFAULT.judge(new History<>(Registers.history(new Random(1), 5, 100, 2, 0.01))));
    }

    @Test
    void nothingIsNoPass() {
        assertEquals(Verdict.UNKNOWN, CoverageBar.DEFAULT.judge(history()).verdict());
    }

    @Test
    void historyInWhichAllCallsOverlapIsNoPass() {
        long[][] all = new long[30][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new long[] {i, 100};
        }
        assertEquals(
                new Judgement(
                        Verdict.UNKNOWN,
                        List.of("too little happened at key k: 0 pairs one after the other, expected at least 20")),
                CoverageBar.DEFAULT.judge(history(all)));
    }

    @Test
    void historyWithoutConcurrencyIsNoPass() {
        long[][] all = new long[30][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new long[] {10L * i, 10L * i + 5};
        }
        assertEquals(
                new Judgement(
                        Verdict.UNKNOWN,
                        List.of("too little happened at key k: 0 concurrent pairs, expected at least 20")),
                CoverageBar.DEFAULT.judge(history(all)));
    }

    @Test
    void thinCoverageDoesNotHideAViolation() {
        Judgement invalid = new Judgement(Verdict.INVALID, List.of("wrong"));
        Judgement thin = CoverageBar.DEFAULT.judge(history());
        assertEquals(Verdict.INVALID, invalid.and(thin).verdict());
        assertEquals(Verdict.INVALID, thin.and(invalid).verdict());
        assertEquals(thin, Judgement.VALID.and(thin));
        assertEquals(2, thin.and(invalid).findings().size());
    }

    @Test
    void refusesNegativeBars() {
        assertThrows(IllegalArgumentException.class, () -> new CoverageBar(0, 0, -1, 0));
    }
}
