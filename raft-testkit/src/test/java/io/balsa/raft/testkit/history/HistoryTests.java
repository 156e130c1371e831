package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTests {
    private static final Operation<String, String> FIRST = Operation.ok(1, "k", "a", "x", 10, 20);

    @Test
    void ordersCallsByInvocation() {
        Operation<String, String> later = Operation.failed(2, "k", "b", 15, 17);
        assertEquals(List.of(FIRST, later), new History<>(List.of(later, FIRST)).operations());
    }

    @Test
    void processMayCallAgainAtTheMomentOfItsReturn() {
        Operation<String, String> next = Operation.ok(1, "k", "b", "y", 20, 20);
        assertEquals(2, new History<>(List.of(FIRST, next)).operations().size());
    }

    @Test
    void refusesProcessThatCallsTwiceAtATime() {
        Operation<String, String> next = Operation.ok(1, "other", "b", "y", 19, 30);
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new History<>(List.of(FIRST, next)));
        assertTrue(refusal.getMessage().startsWith("process 1 calls twice at a time"), refusal.getMessage());
    }

    @Test
    void refusesProcessThatGoesOnAfterUnknownOutcome() {
        Operation<String, String> unknown = Operation.unknown(1, "k", "b", 30);
        Operation<String, String> next = Operation.ok(1, "k", "c", "y", 1000, 1001);
        assertThrows(IllegalArgumentException.class, () -> new History<>(List.of(FIRST, unknown, next)));
    }

    @Test
    void refusesCallsThatContradictThemselves() {
        Optional<String> none = Optional.empty();
        assertThrows(
                IllegalArgumentException.class,
                () -> new Operation<>(1, "k", "a", none, Outcome.OK, 1, 2),
                "no output");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Operation<>(1, "k", "a", Optional.of("x"), Outcome.FAILED, 1, 2),
                "output of a failure");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Operation<>(1, "k", "a", none, Outcome.UNKNOWN, 1, 2),
                "unknown but returned");
        assertThrows(IllegalArgumentException.class, () -> Operation.failed(1, "k", "a", 3, 2), "backwards");
    }

    @Test
    void tellsCallInWords() {
        assertEquals(
                "process 1, 1.5 ms to 2.000001 ms, key k: a -> x",
                Operation.ok(1, "k", "a", "x", 1_500_000, 2_000_001).toString());
        assertEquals(
                "process 1, 0 ms open, key k: a -> outcome unknown",
                Operation.unknown(1, "k", "a", 0).toString());
    }

    @Test
    void recorderKeepsHowEachCallEnded() {
        HistoryRecorder<String, String> recorder = new HistoryRecorder<>();
        int first = recorder.newProcess();
        int second = recorder.newProcess();
        recorder.invoke(first, "k", "a", 1).ok("x", 5);
        HistoryRecorder<String, String>.Call failing = recorder.invoke(first, "k", "b", 6);
        recorder.invoke(second, "k", "c", 7).unknown();
        failing.failed(8);
        int third = recorder.newProcess();
        recorder.invoke(third, "k", "d", 9);
        assertEquals(
                List.of(
                        Operation.ok(first, "k", "a", "x", 1, 5),
                        Operation.failed(first, "k", "b", 6, 8),
                        Operation.unknown(second, "k", "c", 7),
                        Operation.unknown(third, "k", "d", 9)),
                recorder.history().operations());
        assertThrows(IllegalStateException.class, failing::unknown);
    }
}
