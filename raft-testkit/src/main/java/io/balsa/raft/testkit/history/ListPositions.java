package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The one order of a list's elements, put together from all answers, and what is wrong with it by itself. */
final class ListPositions {
    private final Map<Long, Operation<ListCall, ListAnswer>> appends = new HashMap<>();
    private final Map<Integer, Long> elements = new HashMap<>();
    private final Map<Integer, Operation<ListCall, ListAnswer>> witnesses = new HashMap<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int longest;

    ListPositions(List<Operation<ListCall, ListAnswer>> operations) {
        for (Operation<ListCall, ListAnswer> operation : operations) {
            if (operation.input() instanceof ListCall.Append append
                    && appends.put(append.element(), operation) != null) {
                throw new IllegalArgumentException("element " + append.element() + " is appended twice at key "
                        + operation.key() + ": expected elements to be unique");
            }
        }
        operations.stream().filter(Operation::isOk).forEach(this::learn);
        count(operations);
    }

    List<String> findings() {
        return findings;
    }

    private void learn(Operation<ListCall, ListAnswer> witness) {
        ListAnswer answer = witness.output().orElseThrow();
        if (answer instanceof ListAnswer.Whole whole) {
            List<Long> seen = whole.elements();
            for (int i = 0; i < seen.size(); i++) {
                learn(i, seen.get(i), witness);
            }
            longest = Math.max(longest, seen.size());
        } else if (answer instanceof ListAnswer.Tail tail && tail.length() > 0) {
            learn(tail.length() - 1, tail.last(), witness);
            longest = Math.max(longest, tail.length());
        }
        if (witness.input() instanceof ListCall.Append append && !endsWith(answer, append.element())) {
            findings.add("An append is answered with a list that does not end with it: " + witness);
        }
        if (witness.input() instanceof ListCall.Read && answer instanceof ListAnswer.Appended) {
            throw new IllegalArgumentException("a read is answered as an append: " + witness + ": expected a list");
        }
    }

    private static boolean endsWith(ListAnswer answer, long element) {
        int length = length(answer);
        return answer instanceof ListAnswer.Appended
                || length > 0
                        && element
                                == (answer instanceof ListAnswer.Whole whole
                                        ? whole.elements().get(length - 1)
                                        : ((ListAnswer.Tail) answer).last());
    }

    private void learn(int position, long element, Operation<ListCall, ListAnswer> witness) {
        Long known = elements.putIfAbsent(position, element);
        Operation<ListCall, ListAnswer> first = witnesses.putIfAbsent(position, witness);
        if (known != null) {
            if (known != element) {
                findings.add("Element " + position + " is " + known + " for one and " + element
                        + " for another, so a write was lost or reordered:\n  " + first + "\n  " + witness);
            }
            return;
        }
        Operation<ListCall, ListAnswer> append = appends.get(element);
        if (append == null) {
            findings.add("Element " + element + " was never appended, but is seen by " + witness);
        } else if (append.outcome() == Outcome.FAILED) {
            findings.add("An append that failed for certain took effect:\n  " + append + "\n  " + witness);
        }
        Integer other = positions.putIfAbsent(element, position);
        if (other != null) {
            findings.add("Element " + element + " stands at " + other + " and at " + position
                    + ", so it was applied twice or moved:\n  " + witnesses.get(other) + "\n  " + witness);
        }
    }

    /** If all answers show tails only, some elements may have been seen by nobody; but no more than there are appends for. */
    private void count(List<Operation<ListCall, ListAnswer>> operations) {
        long unseen = (long) longest - elements.size();
        long possible = appends.values().stream()
                .filter(append -> append.outcome() != Outcome.FAILED)
                .filter(append -> !positions.containsKey(((ListCall.Append) append.input()).element()))
                .count();
        if (findings.isEmpty() && unseen > possible) {
            findings.add(
                    "The list has " + longest + " elements, of which nobody saw " + unseen + ", but only " + possible
                            + " appends can have made them, so one was applied twice, at key "
                            + operations.get(0).key());
        }
    }

    private static int length(ListAnswer answer) {
        return answer instanceof ListAnswer.Whole whole
                ? whole.elements().size()
                : answer instanceof ListAnswer.Tail tail ? tail.length() : 0;
    }

    /** {@return where in the order a call took effect: reads between the last element they saw and the next; empty if it may not have, or nobody can tell where} */
    OptionalLong rank(Operation<ListCall, ListAnswer> operation) {
        if (operation.input() instanceof ListCall.Append append) {
            Integer position = positions.get(append.element());
            if (position != null) {
                return OptionalLong.of(2L * position + 1);
            }
            // Nobody saw it: if it took effect at all, then after everything that was seen.
            boolean isComplete = elements.size() == longest;
            return operation.isOk() && isComplete ? OptionalLong.of(2L * longest + 1) : OptionalLong.empty();
        }
        return operation.output().isPresent()
                ? OptionalLong.of(2L * length(operation.output().get()))
                : OptionalLong.empty();
    }
}
