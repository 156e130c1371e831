package io.balsa.raft.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What all libraries did in all rounds. */
final class Results {
    private final Map<Subject, List<Outcome>> outcomes = new EnumMap<>(Subject.class);

    void add(Subject subject, Outcome outcome) {
        outcomes.computeIfAbsent(subject, s -> new ArrayList<>()).add(outcome);
    }

    Set<Subject> subjects() {
        return outcomes.keySet();
    }

    List<Outcome> rounds(Subject subject) {
        return outcomes.get(subject);
    }

    /** {@return of a library's rounds the one in the middle, for each figure by itself} */
    double median(Subject subject, int window, Metric metric) {
        return median(values(subject, window, metric).sorted().toList());
    }

    /** {@return the median of numbers in ascending order} */
    static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /**
     * {@return the median over the rounds of the ratio to another library in the same round, which the load of the moment disturbs less than a
     * ratio of medians; NaN without that library}
     */
    double ratio(Subject subject, Subject to, int window, Metric metric) {
        if (!outcomes.containsKey(to)) {
            return Double.NaN;
        }
        List<Double> numerators = values(subject, window, metric).toList();
        List<Double> denominators = values(to, window, metric).toList();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < numerators.size(); round++) {
            ratios.add(numerators.get(round) / denominators.get(round));
        }
        return median(ratios.stream().sorted().toList());
    }

    private Stream<Double> values(Subject subject, int window, Metric metric) {
        return rounds(subject).stream()
                .map(outcome -> outcome.windows().get(window).get(metric));
    }
}
