package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AppendCheckerTests {
    private final List<Operation<ListCall, ListAnswer>> operations = new ArrayList<>();
    private int processes;

    private void call(ListCall call, ListAnswer answer, long invoke, long end) {
        operations.add(Operation.ok(++processes, "k", call, answer, invoke, end));
    }

    private void append(long element, long invoke, long end) {
        call(new ListCall.Append(element), new ListAnswer.Appended(), invoke, end);
    }

    private void read(long invoke, long end, Long... elements) {
        call(new ListCall.Read(), new ListAnswer.Whole(List.of(elements)), invoke, end);
    }

    private Judgement check() {
        return AppendChecker.check(new History<>(operations));
    }

    private void expectFinding(String start) {
        Judgement judgement = check();
        assertEquals(Verdict.INVALID, judgement.verdict());
        assertTrue(judgement.findings().stream().anyMatch(finding -> finding.startsWith(start)), judgement.toString());
        assertEquals(
                Verdict.INVALID,
                new LinearizabilityChecker()
                        .check(new ListModel(), new History<>(operations))
                        .verdict());
    }

    @Test
    void acceptsConcurrentAppendsInAnyOrder() {
        append(1, 0, 10);
        append(2, 0, 10);
        read(5, 10, 2L);
        read(20, 30, 2L, 1L);
        append(3, 40, 50);
        assertEquals(Judgement.VALID, check());
    }

    @Test
    void callsThatTouchAreConcurrent() {
        append(1, 0, 10);
        read(10, 20);
        assertEquals(Judgement.VALID, check());
    }

    @Test
    void findsStaleRead() {
        append(1, 0, 10);
        append(2, 20, 30);
        read(40, 50, 1L, 2L);
        read(60, 70, 1L);
        expectFinding("By its answer the second took effect before the first");
    }

    @Test
    void findsAppendThatNobodySeesAnyMore() {
        append(1, 0, 10);
        append(2, 20, 30);
        read(40, 50, 1L);
        expectFinding("By its answer the second took effect before the first");
    }

    @Test
    void findsLostUpdate() {
        append(1, 0, 10);
        append(2, 20, 30);
        read(35, 40, 1L, 2L);
        append(3, 50, 60);
        read(70, 80, 1L, 3L);
        expectFinding("Element 1 is 2 for one and 3 for another");
    }

    @Test
    void findsAppendsInTheWrongOrder() {
        append(1, 0, 10);
        append(2, 20, 30);
        read(40, 50, 2L, 1L);
        expectFinding("By its answer the second took effect before the first");
    }

    @Test
    void findsElementThatNobodyAppended() {
        append(1, 0, 10);
        read(40, 50, 1L, 9L);
        expectFinding("Element 9 was never appended");
    }

    @Test
    void findsElementSeenBeforeItsAppend() {
        read(0, 10, 1L);
        append(1, 20, 30);
        expectFinding("By its answer the second took effect before the first");
    }

    @Test
    void findsAppendThatTookEffectTwice() {
        append(1, 0, 10);
        append(2, 20, 30);
        read(40, 50, 1L, 2L, 1L);
        expectFinding("Element 1 stands at 0 and at 2");
    }

    @Test
    void findsFailedAppendThatTookEffect() {
        operations.add(Operation.failed(++processes, "k", new ListCall.Append(1), 0, 10));
        read(40, 50, 1L);
        expectFinding("An append that failed for certain took effect");
    }

    @Test
    void unknownAppendMayTakeEffectLateOrNever() {
        operations.add(Operation.unknown(++processes, "k", new ListCall.Append(1), 0));
        operations.add(Operation.unknown(++processes, "k", new ListCall.Append(2), 0));
        append(3, 20, 30);
        read(40, 50, 3L);
        read(60, 70, 3L, 1L);
        assertEquals(Judgement.VALID, check());
    }

    @Test
    void tailsDoAsWellAsWholeLists() {
        call(new ListCall.Append(1), new ListAnswer.Tail(1, 1), 0, 10);
        call(new ListCall.Append(2), new ListAnswer.Tail(2, 2), 20, 30);
        call(new ListCall.Read(), new ListAnswer.Tail(2, 2), 40, 50);
        assertEquals(Judgement.VALID, check());
        call(new ListCall.Read(), new ListAnswer.Tail(1, 1), 60, 70);
        expectFinding("By its answer the second took effect before the first");
    }

    @Test
    void findsAppendAnsweredWithAnotherElement() {
        append(1, 0, 10);
        call(new ListCall.Append(2), new ListAnswer.Tail(1, 1), 20, 30);
        expectFinding("An append is answered with a list that does not end with it");
    }

    @Test
    void refusesElementsThatAreNotUnique() {
        append(1, 0, 10);
        append(1, 20, 30);
        assertThrows(IllegalArgumentException.class, this::check);
    }

    @Test
    void agreesWithTheSearchOnRandomHistories() {
        int wrong = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            List<Operation<ListCall, ListAnswer>> calls = randomHistory(random, 4, 4);
            if (seed % 2 == 1) {
                plant(calls, random);
            }
            History<ListCall, ListAnswer> history = new History<>(calls);
            Verdict searched =
                    new LinearizabilityChecker().check(new ListModel(), history).verdict();
            assertEquals(searched, AppendChecker.check(history).verdict(), "seed " + seed + ": " + calls);
            wrong += searched == Verdict.INVALID ? 1 : 0;
        }
        assertTrue(wrong > 2_000 && wrong < 5_000, wrong + " wrong histories");
    }

    @Test
    void longHistoryIsJudgedWhole() {
        List<Operation<ListCall, ListAnswer>> good = randomHistory(new Random(1), 10, 300);
        assertEquals(Judgement.VALID, AppendChecker.check(new History<>(good)));
    }

    private static List<Operation<ListCall, ListAnswer>> randomHistory(
            Random seed, int processes, int callsPerProcess) {
        long[] elements = new long[1];
        Map<String, List<Long>> lists = new HashMap<>();
        return new RandomCalls<ListCall, ListAnswer>(
                        seed,
                        processes,
                        callsPerProcess,
                        2,
                        0.1,
                        random -> random.nextBoolean() ? new ListCall.Append(++elements[0]) : new ListCall.Read())
                .run((key, call) -> apply(lists.computeIfAbsent(key, any -> new ArrayList<>()), call));
    }

    private static ListAnswer apply(List<Long> list, ListCall call) {
        if (call instanceof ListCall.Append append) {
            list.add(append.element());
            return new ListAnswer.Appended();
        }
        return new ListAnswer.Whole(list);
    }

    /** Makes one read miss its last element, miss one in the middle, or show all twice. */
    private static void plant(List<Operation<ListCall, ListAnswer>> operations, Random random) {
        int[] reads = IntStream.range(0, operations.size())
                .filter(i -> !elements(operations.get(i)).isEmpty())
                .toArray();
        if (reads.length == 0) {
            return;
        }
        int chosen = reads[random.nextInt(reads.length)];
        Operation<ListCall, ListAnswer> read = operations.get(chosen);
        List<Long> right = elements(read);
        List<Long> wrong = new ArrayList<>(right);
        switch (random.nextInt(3)) {
            case 0 -> wrong.remove(right.size() - 1);
            case 1 -> wrong.remove(right.size() / 2);
            default -> wrong = Stream.concat(right.stream(), right.stream()).toList();
        }
        operations.set(
                chosen,
                Operation.ok(
                        read.process(),
                        read.key(),
                        read.input(),
                        new ListAnswer.Whole(wrong),
                        read.invokeNanos(),
                        read.returnNanos()));
    }

    private static List<Long> elements(Operation<ListCall, ListAnswer> operation) {
        return operation.isOk() && operation.output().orElseThrow() instanceof ListAnswer.Whole whole
                ? whole.elements()
                : List.of();
    }

    @Test
    void anElementThatNobodySawMustHaveBeenAppended() {
        call(new ListCall.Append(1), new ListAnswer.Tail(1, 1), 0, 10);
        call(new ListCall.Append(2), new ListAnswer.Tail(3, 2), 20, 30);
        expectFinding("The list has 3 elements, of which nobody saw 1, but only 0 appends");
        operations.add(Operation.unknown(++processes, "k", new ListCall.Append(3), 5));
        assertEquals(Judgement.VALID, check());
    }
}
