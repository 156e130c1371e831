package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Holds an order of calls against time: a call that returned before another was invoked must not have a higher rank. Calls of equal rank may take effect in any order.
 */
final class RealTimeOrder {
    private static final int MAX_FINDINGS = 10;

    private RealTimeOrder() {}

    private record Ranked<I, O>(Operation<I, O> operation, long rank) {}

    /** {@return the pairs that contradict time, at most ten: for each later call the highest earlier one} */
    static <I, O> List<String> contradictions(
            List<Operation<I, O>> operations, Function<Operation<I, O>, OptionalLong> rank) {
        List<Ranked<I, O>> byInvoke = new ArrayList<>();
        for (Operation<I, O> operation : operations) {
            rank.apply(operation).ifPresent(value -> byInvoke.add(new Ranked<>(operation, value)));
        }
        List<Ranked<I, O>> byReturn = new ArrayList<>(byInvoke);
        byInvoke.sort(Comparator.comparingLong(ranked -> ranked.operation().invokeNanos()));
        byReturn.sort(Comparator.comparingLong(ranked -> ranked.operation().returnNanos()));
        List<String> findings = new ArrayList<>();
        int returned = 0;
        Ranked<I, O> highest = null;
        for (Ranked<I, O> later : byInvoke) {
            while (byReturn.get(returned).operation().returnNanos()
                    < later.operation().invokeNanos()) {
                Ranked<I, O> next = byReturn.get(returned++);
                highest = highest == null || next.rank() > highest.rank() ? next : highest;
            }
            if (highest != null && highest.rank() > later.rank() && findings.size() < MAX_FINDINGS) {
                findings.add(
                        "By its answer the second took effect before the first, which had returned before the second was invoked:\n  "
                                + highest.operation() + "\n  " + later.operation());
            }
        }
        return findings;
    }
}
