package io.balsa.raft.testkit.history;

import java.util.Comparator;
import java.util.List;

/**
 * How much there is about a key that could have been wrong.
 *
 * @param key the key
 * @param ok how many calls were answered
 * @param concurrentPairs how many pairs of them were under way at the same time; without any, it was a test with one client
 * @param orderedPairs how many pairs of them were not; without any, any answer to any call could be right
 * @param distinctAnswers how many different answers there are; with one, nothing was read or nothing written
 */
public record Coverage(String key, int ok, long concurrentPairs, long orderedPairs, int distinctAnswers) {
    /**
     * Measures a history.
     *
     * @param history what the clients saw
     * @return the coverage of each key, in order of their names
     */
    public static List<Coverage> of(History<?, ?> history) {
        return keys(history);
    }

    private static <I, O> List<Coverage> keys(History<I, O> history) {
        return history.byKey().entrySet().stream()
                .map(key -> of(
                        key.getKey(),
                        key.getValue().stream().filter(Operation::isOk).toList()))
                .toList();
    }

    private static <I, O> Coverage of(String key, List<Operation<I, O>> answered) {
        List<Operation<I, O>> byInvoke = answered.stream()
                .sorted(Comparator.comparingLong(Operation::invokeNanos))
                .toList();
        long[] returns =
                answered.stream().mapToLong(Operation::returnNanos).sorted().toArray();
        long ordered = 0;
        int returned = 0;
        for (Operation<I, O> later : byInvoke) {
            while (returns[returned] < later.invokeNanos()) {
                returned++;
            }
            ordered += returned;
        }
        long count = answered.size();
        int distinct = (int) answered.stream().map(Operation::output).distinct().count();
        return new Coverage(key, answered.size(), count * (count - 1) / 2 - ordered, ordered, distinct);
    }
}
