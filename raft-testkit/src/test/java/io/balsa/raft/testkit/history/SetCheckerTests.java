package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SetCheckerTests {
    private final List<Operation<SetCall, SetAnswer>> operations = new ArrayList<>();
    private int processes;

    private void add(long element, long invoke, long end) {
        operations.add(Operation.ok(++processes, "k", new SetCall.Add(element), new SetAnswer.Added(), invoke, end));
    }

    private void read(long invoke, long end, Long... elements) {
        operations.add(Operation.ok(
                ++processes, "k", new SetCall.Read(), new SetAnswer.Elements(List.of(elements)), invoke, end));
    }

    private Judgement check() {
        return SetChecker.check(new History<>(operations));
    }

    private void expectFinding(Verdict verdict, String start) {
        Judgement judgement = check();
        assertEquals(verdict, judgement.verdict(), judgement.toString());
        assertEquals(1, judgement.findings().size(), judgement.toString());
        assertTrue(judgement.findings().get(0).startsWith(start), judgement.toString());
    }

    @Test
    void acceptsReadsThatSeeAllThatWasAcknowledged() {
        add(1, 0, 10);
        add(2, 5, 40);
        read(11, 20, 1L);
        read(21, 30, 2L, 1L);
        read(50, 60, 1L, 2L);
        assertEquals(Judgement.VALID, check());
    }

    @Test
    void findsLostElement() {
        add(1, 0, 10);
        add(2, 0, 10);
        read(20, 30, 1L, 2L);
        read(40, 50, 2L);
        read(60, 70, 2L);
        expectFinding(Verdict.INVALID, "Lost element");
    }

    @Test
    void findsElementThatWasNeverThere() {
        add(1, 0, 10);
        read(20, 30);
        expectFinding(Verdict.INVALID, "Lost element");
    }

    @Test
    void findsStaleRead() {
        add(1, 0, 10);
        read(20, 30);
        read(40, 50, 1L);
        expectFinding(Verdict.INVALID, "Stale read");
    }

    @Test
    void elementOnceSeenMustStayThoughItsAddWasNeverAcknowledged() {
        operations.add(Operation.unknown(++processes, "k", new SetCall.Add(1), 0));
        read(10, 20);
        read(20, 30, 1L);
        assertEquals(Judgement.VALID, check());
        read(40, 50);
        expectFinding(Verdict.INVALID, "Lost element");
    }

    @Test
    void findsElementThatNobodyAdded() {
        add(1, 0, 10);
        read(20, 30, 1L, 7L);
        expectFinding(Verdict.INVALID, "Element 7 was never added");
    }

    @Test
    void findsElementSeenBeforeItsAdd() {
        read(0, 10, 1L);
        add(1, 20, 30);
        read(40, 50, 1L);
        expectFinding(Verdict.INVALID, "An element was seen before it was added");
    }

    @Test
    void findsElementThatIsThereTwice() {
        add(1, 0, 10);
        read(20, 30, 1L, 1L);
        expectFinding(Verdict.INVALID, "Element 1 is there twice");
    }

    @Test
    void findsFailedAddThatTookEffect() {
        operations.add(Operation.failed(++processes, "k", new SetCall.Add(1), 0, 10));
        read(20, 30, 1L);
        expectFinding(Verdict.INVALID, "An add that failed for certain took effect");
    }

    @Test
    void elementThatWasNeverLookedForIsNoPass() {
        add(1, 0, 10);
        read(20, 30, 1L);
        add(2, 25, 40);
        expectFinding(Verdict.UNKNOWN, "1 acknowledged elements were never looked for");
    }

    @Test
    void refusesElementsThatAreNotUnique() {
        add(1, 0, 10);
        add(1, 20, 30);
        assertThrows(IllegalArgumentException.class, this::check);
    }
}
