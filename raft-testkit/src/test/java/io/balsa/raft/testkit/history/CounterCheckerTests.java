package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CounterCheckerTests {
    private final List<Operation<CounterCall, CounterAnswer>> operations = new ArrayList<>();
    private int processes;

    private void call(CounterCall call, CounterAnswer answer, long invoke, long end) {
        operations.add(Operation.ok(++processes, "k", call, answer, invoke, end));
    }

    private void add(long amount, long invoke, long end) {
        call(new CounterCall.Add(amount), new CounterAnswer.Added(), invoke, end);
    }

    private void addUpTo(long amount, long value, long invoke, long end) {
        call(new CounterCall.Add(amount), new CounterAnswer.Value(value), invoke, end);
    }

    private void addWithUnknownOutcome(long amount, long invoke) {
        operations.add(Operation.unknown(++processes, "k", new CounterCall.Add(amount), invoke));
    }

    private void read(long value, long invoke, long end) {
        call(new CounterCall.Read(), new CounterAnswer.Value(value), invoke, end);
    }

    private Judgement check() {
        return CounterChecker.check(new History<>(operations));
    }

    private void expectFinding(Verdict verdict, String start) {
        Judgement judgement = check();
        assertEquals(verdict, judgement.verdict(), judgement.toString());
        assertTrue(judgement.findings().stream().anyMatch(finding -> finding.startsWith(start)), judgement.toString());
    }

    @Test
    void acceptsEveryAddOnce() {
        addUpTo(1, 3, 0, 10);
        addUpTo(2, 2, 0, 10);
        read(2, 5, 15);
        read(3, 20, 30);
        assertEquals(Judgement.VALID, check());
    }

    @Test
    void unknownAddMayTakeEffectOnceOrNever() {
        add(1, 0, 10);
        addWithUnknownOutcome(4, 20);
        read(1, 30, 40);
        assertEquals(Judgement.VALID, check());
        read(5, 50, 60);
        assertEquals(Judgement.VALID, check());
        read(9, 70, 80);
        expectFinding(Verdict.INVALID, "An add took effect twice or too early, expected 1 to 5");
    }

    @Test
    void findsLostAdd() {
        add(1, 0, 10);
        add(1, 0, 10);
        read(1, 20, 30);
        expectFinding(Verdict.INVALID, "An add is missing, expected 2 to 2");
    }

    @Test
    void findsAddThatTookEffectTwice() {
        add(1, 0, 10);
        read(2, 20, 30);
        expectFinding(Verdict.INVALID, "An add took effect twice or too early, expected 1 to 1");
    }

    @Test
    void findsFailedAddThatTookEffect() {
        operations.add(Operation.failed(++processes, "k", new CounterCall.Add(1), 0, 10));
        read(1, 20, 30);
        expectFinding(Verdict.INVALID, "An add took effect twice or too early, expected 0 to 0");
    }

    @Test
    void findsAddThatIsSeenBeforeItWasAskedFor() {
        read(1, 0, 10);
        add(1, 11, 20);
        read(1, 30, 40);
        expectFinding(Verdict.INVALID, "An add took effect twice or too early, expected 0 to 0");
    }

    @Test
    void findsStaleReadWithinItsBounds() {
        addWithUnknownOutcome(1, 0);
        read(1, 10, 20);
        read(0, 30, 40);
        expectFinding(Verdict.INVALID, "By its answer the second took effect before the first");
    }

    @Test
    void findsTwoAddsThatMadeTheSameStep() {
        addUpTo(1, 1, 0, 10);
        addUpTo(1, 1, 0, 10);
        addWithUnknownOutcome(1, 0);
        read(2, 20, 30);
        expectFinding(Verdict.INVALID, "One of two adds overwrote the other");
    }

    @Test
    void addThatWasNeverReadIsNoPass() {
        read(0, 0, 10);
        add(1, 5, 20);
        expectFinding(Verdict.UNKNOWN, "key k was not read after the last acknowledged add");
    }

    @Test
    void refusesToCountDown() {
        assertThrows(IllegalArgumentException.class, () -> new CounterCall.Add(0));
    }
}
