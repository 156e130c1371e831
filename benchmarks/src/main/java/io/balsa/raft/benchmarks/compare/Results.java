package io.balsa.raft.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What all libraries did in all rounds, with one size of commands. */
final class Results {
    private final Map<Subject, Map<Integer, Outcome>> outcomes = new EnumMap<>(Subject.class);
    private final Map<Subject, Map<Integer, String>> failures = new EnumMap<>(Subject.class);

    void add(Subject subject, int round, Outcome outcome) {
        outcomes.computeIfAbsent(subject, s -> new TreeMap<>()).put(round, outcome);
    }

    /** Notes that a library has no figures of a round. */
    void addFailure(Subject subject, int round, String problem) {
        failures.computeIfAbsent(subject, s -> new TreeMap<>()).put(round, problem);
    }

    /** {@return who has any figures} */
    Set<Subject> subjects() {
        return outcomes.keySet();
    }

    /** {@return the rounds of which a library has figures} */
    List<Outcome> rounds(Subject subject) {
        return List.copyOf(outcomes.get(subject).values());
    }

    /** {@return by library and round, what went wrong} */
    Map<Subject, Map<Integer, String>> failures() {
        return failures;
    }

    /** {@return of a library's rounds the one in the middle, for each figure by itself; NaN if it has none} */
    double median(Subject subject, int window, Metric metric) {
        return median(rounds(subject).stream()
                .flatMap(outcome -> value(outcome, window, metric))
                .sorted()
                .toList());
    }

    /** {@return the median of numbers in ascending order, NaN if there are none} */
    static double median(List<Double> sorted) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /**
     * {@return the median over the rounds of the ratio to another library in the same round, which the load of the moment disturbs less than a
     * ratio of medians; NaN if there is no round of which both have figures}
     */
    double ratio(Subject subject, Subject to, int window, Metric metric) {
        List<Double> ratios = new ArrayList<>();
        Map<Integer, Outcome> others = outcomes.getOrDefault(to, Map.of());
        outcomes.get(subject)
                .forEach((round, outcome) -> value(outcome, window, metric)
                        .forEach(numerator -> value(others.get(round), window, metric)
                                .forEach(denominator -> ratios.add(numerator / denominator))));
        return median(ratios.stream().sorted().toList());
    }

    private static Stream<Double> value(Outcome outcome, int window, Metric metric) {
        return Stream.ofNullable(outcome)
                .map(o -> o.windows().getOrDefault(window, Map.of()).get(metric))
                .filter(Objects::nonNull);
    }
}
