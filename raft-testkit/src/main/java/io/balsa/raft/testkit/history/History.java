package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the clients of a cluster did, all of it: a call that was left out may have had an effect.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 * @param operations the calls, in order of their invocation
 */
public record History<I, O>(List<Operation<I, O>> operations) {
    /** Orders the calls and checks that each process makes one at a time, and none after an unknown outcome. */
    public History {
        operations = operations.stream()
                .sorted(Comparator.<Operation<I, O>>comparingLong(Operation::invokeNanos)
                        .thenComparingLong(Operation::returnNanos))
                .toList();
        Map<Integer, Operation<I, O>> last = new HashMap<>();
        for (Operation<I, O> operation : operations) {
            Operation<I, O> before = last.put(operation.process(), operation);
            if (before != null && before.returnNanos() > operation.invokeNanos()) {
                throw new IllegalArgumentException(
                        "process " + operation.process() + " calls twice at a time: " + before + "; " + operation
                                + "; expected a process to wait, and a new process after an unknown outcome");
            }
        }
    }

    /** {@return the calls of each key, in order of their invocation} */
    Map<String, List<Operation<I, O>>> byKey() {
        Map<String, List<Operation<I, O>>> keys = new TreeMap<>();
        for (Operation<I, O> operation : operations) {
            keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
        }
        return keys;
    }
}
