package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinearizabilityCheckerTests {
    private final List<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations = new ArrayList<>();
    private int processes;

    private void write(int value, long invoke, long end) {
        operations.add(Operation.ok(
                ++processes, "k", new RegisterCall.Write<>(value), new RegisterAnswer.Written<>(), invoke, end));
    }

    private void cas(int expected, int value, boolean isWritten, long invoke, long end) {
        operations.add(Operation.ok(
                ++processes,
                "k",
                new RegisterCall.CompareAndSet<>(expected, value),
                isWritten ? new RegisterAnswer.Written<>() : new RegisterAnswer.Refused<>(),
                invoke,
                end));
    }

    private void read(int value, long invoke, long end) {
        read("k", value, invoke, end);
    }

    private void read(String key, int value, long invoke, long end) {
        operations.add(Operation.ok(
                ++processes,
                key,
                new RegisterCall.Read<>(),
                new RegisterAnswer.Holds<>(Optional.of(value)),
                invoke,
                end));
    }

    private LinearizabilityResult<RegisterAnswer.Holds<Integer>, RegisterCall<Integer>, RegisterAnswer<Integer>>
            check() {
        return new LinearizabilityChecker().check(new RegisterModel<>(), new History<>(operations));
    }

    private void expect(Verdict verdict) {
        assertEquals(verdict, check().verdict());
    }

    @Test
    void acceptsNothing() {
        expect(Verdict.VALID);
    }

    @Test
    void readDuringAWriteMayShowOldOrNew() {
        write(1, 0, 10);
        write(2, 20, 60);
        read(2, 25, 30);
        read(2, 40, 50);
        read(1, 21, 26);
        expect(Verdict.VALID);
    }

    @Test
    void findsStaleRead() {
        write(1, 0, 10);
        write(2, 20, 30);
        read(1, 31, 40);
        expect(Verdict.INVALID);
    }

    @Test
    void findsReadThatGoesBackDuringOneWrite() {
        write(1, 0, 10);
        write(2, 20, 60);
        read(2, 25, 30);
        read(1, 40, 50);
        expect(Verdict.INVALID);
    }

    @Test
    void findsLostUpdate() {
        write(1, 0, 10);
        cas(1, 2, true, 20, 30);
        cas(1, 3, true, 25, 35);
        expect(Verdict.INVALID);
    }

    @Test
    void findsRefusalWithoutReason() {
        write(1, 0, 10);
        cas(1, 2, false, 20, 30);
        expect(Verdict.INVALID);
    }

    @Test
    void findsWritesInTheWrongOrder() {
        write(1, 0, 10);
        write(2, 11, 20);
        read(2, 21, 30);
        read(1, 31, 40);
        expect(Verdict.INVALID);
    }

    @Test
    void findsValueThatNobodyWrote() {
        write(1, 0, 10);
        read(7, 5, 20);
        expect(Verdict.INVALID);
    }

    @Test
    void findsWriteThatTookEffectTwice() {
        write(1, 0, 10);
        write(2, 20, 30);
        read(2, 31, 40);
        // The first write, sent again by a careless client.
        read(1, 41, 50);
        expect(Verdict.INVALID);
    }

    @Test
    void findsFailedWriteThatTookEffect() {
        operations.add(Operation.failed(++processes, "k", new RegisterCall.Write<>(5), 0, 10));
        read(5, 20, 30);
        expect(Verdict.INVALID);
    }

    @Test
    void unknownWriteMayTakeEffectLateOrNever() {
        write(1, 0, 10);
        operations.add(Operation.unknown(++processes, "k", new RegisterCall.Write<>(5), 20));
        read(1, 100, 110);
        expect(Verdict.VALID);
        read(5, 200, 210);
        expect(Verdict.VALID);
        read(1, 300, 310);
        expect(Verdict.INVALID);
    }

    @Test
    void unknownWriteTakesNoEffectBeforeItIsInvoked() {
        read(5, 0, 10);
        operations.add(Operation.unknown(++processes, "k", new RegisterCall.Write<>(5), 20));
        expect(Verdict.INVALID);
    }

    @Test
    void equalUnknownWritesTakeEffectOnceEach() {
        write(1, 0, 10);
        operations.add(Operation.unknown(++processes, "k", new RegisterCall.Write<>(5), 11));
        operations.add(Operation.unknown(++processes, "k", new RegisterCall.Write<>(5), 12));
        read(5, 20, 30);
        write(2, 31, 40);
        read(5, 41, 50);
        expect(Verdict.VALID);
        write(3, 51, 60);
        read(5, 61, 70);
        expect(Verdict.INVALID);
    }

    @Test
    void callsThatTouchAreConcurrent() {
        write(1, 0, 10);
        write(2, 10, 20);
        read(1, 20, 30);
        expect(Verdict.VALID);
    }

    @Test
    void keysAreJudgedApart() {
        write(1, 0, 10);
        read("other", 1, 20, 30);
        assertEquals("other", check().counterexample().orElseThrow().key());
    }

    @Test
    void stopsAtTheFirstWrongKeyFewCallsFirst() {
        for (int i = 0; i < 100; i++) {
            write(i, 10L * i, 10L * i + 5);
        }
        read("small", 1, 0, 10);
        LinearizabilityResult<?, ?, ?> result = check();
        assertEquals("small", result.counterexample().orElseThrow().key());
        assertTrue(result.steps() < 100, result.steps() + " steps: the key with 100 writes was judged too");
    }

    @Test
    void counterexampleTellsPrefixStateAndWhatDoesNotFit() {
        write(1, 0, 10);
        write(2, 20, 30);
        read(1, 40, 50);
        read(3, 45, 60);
        write(4, 55, 70);
        Counterexample<RegisterAnswer.Holds<Integer>, RegisterCall<Integer>, RegisterAnswer<Integer>> found =
                check().counterexample().orElseThrow();
        assertEquals(operations.subList(0, 2), found.prefix());
        assertEquals(new RegisterAnswer.Holds<>(Optional.of(2)), found.state());
        assertEquals(operations.get(2), found.stuck());
        assertEquals(List.of(operations.get(3)), found.others());
        assertEquals("""
                key k is not linearizable: of 5 acknowledged calls at most 2 can be put in an order:
                  process 1, 0 ms to 0.00001 ms, key k: write 1 -> written
                  process 2, 0.00002 ms to 0.00003 ms, key k: write 2 -> written
                Then the state is: 2
                Cannot be placed: process 3, 0.00004 ms to 0.00005 ms, key k: read -> 1
                Nor does any other call fit that could come before it:
                  process 4, 0.000045 ms to 0.00006 ms, key k: read -> 3""", check().judgement().findings().get(0));
    }

    @Test
    void givesUpAtItsLimitAndThatIsNoPass() {
        for (int i = 0; i < 12; i++) {
            write(i, 0, 100);
        }
        read(99, 50, 60);
        LinearizabilityResult<?, ?, ?> result =
                new LinearizabilityChecker(1000).check(new RegisterModel<>(), new History<>(operations));
        assertEquals(Verdict.UNKNOWN, result.verdict());
        assertEquals(List.of("k"), result.undecided());
        assertFalse(result.judgement().isPass());
        assertEquals(Verdict.INVALID, check().verdict());
        assertThrows(IllegalArgumentException.class, () -> new LinearizabilityChecker(0));
    }

    @Test
    void wrongKeyOutweighsUndecidedOne() {
        for (int i = 0; i < 12; i++) {
            write(i, 0, 100);
        }
        read(99, 50, 60);
        for (int i = 0; i < 20; i++) {
            read("wrong", 1, 0, 100);
        }
        assertEquals(
                Verdict.INVALID,
                new LinearizabilityChecker(1000)
                        .check(new RegisterModel<>(), new History<>(operations))
                        .verdict());
    }

    @Test
    void longHistoryOfTenClientsOnOneKeyTakesFewSteps() {
        Random random = new Random(42);
        operations.addAll(Registers.history(random, 10, 1000, 1, 0));
        LinearizabilityResult<?, ?, ?> result = check();
        assertEquals(Verdict.VALID, result.verdict());
        assertTrue(result.steps() < 100_000, result.steps() + " steps");
    }

    @Test
    void manyUnknownOutcomesAreDecided() {
        Random random = new Random(7);
        operations.addAll(Registers.history(random, 5, 100, 1, 0.04));
        long unknown = operations.stream()
                .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
                .count();
        assertTrue(unknown >= 8, unknown + " unknown outcomes");
        expect(Verdict.VALID);
        Registers.plantWrongRead(operations, random);
        expect(Verdict.INVALID);
    }
}
