package io.balsa.raft.benchmarks.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One run of {@code bin/bench cluster}: what all libraries did in all rounds.
 *
 * @param source the file
 * @param mode what was measured
 * @param bytes the size of commands
 * @param rounds by library and number of the round, for each value that was gone through (a window, say), the figures by name; a round in which a
 *     library failed is missing
 * @param failures by library and number of the round, why there are no figures
 */
record ClusterRun(
        Source source,
        String mode,
        int bytes,
        Map<String, Map<Integer, Map<Integer, Map<String, Double>>>> rounds,
        Map<String, Map<Integer, String>> failures) {
    static final String FLOOR = "floor";
    private static final int DEFAULT_BYTES = 256;

    static ClusterRun of(Source source, Map<?, ?> content) {
        Map<?, ?> options = map(content.get("options"));
        Map<String, Map<Integer, String>> failures = new TreeMap<>();
        map(content.get("failures")).forEach((library, byRound) -> {
            Map<Integer, String> problems = new TreeMap<>();
            map(byRound).forEach((round, why) -> problems.put(Integer.valueOf(round.toString()), why.toString()));
            failures.put(library.toString(), problems);
        });
        Map<String, Map<Integer, Map<Integer, Map<String, Double>>>> rounds = new TreeMap<>();
        ((Map<?, ?>) content.get("libraries")).forEach((library, outcome) -> {
            Set<Integer> failed =
                    failures.getOrDefault(library.toString(), Map.of()).keySet();
            Map<Integer, Map<Integer, Map<String, Double>>> numbered = new TreeMap<>();
            int number = 1;
            for (Object round : (List<?>) map(outcome).get("rounds")) {
                while (failed.contains(number)) {
                    number++;
                }
                numbered.put(number++, figures(map(round)));
            }
            rounds.put(library.toString(), numbered);
        });
        int bytes = options.get("bytes") instanceof String text ? Integer.parseInt(text) : DEFAULT_BYTES;
        return new ClusterRun(source, content.get("mode").toString(), bytes, rounds, failures);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<Integer, Map<String, Double>> figures(Map<?, ?> round) {
        Map<Integer, Map<String, Double>> figures = new TreeMap<>();
        round.forEach((value, metrics) -> {
            Map<String, Double> known = new TreeMap<>();
            map(metrics).forEach((metric, figure) -> {
                if (figure instanceof Double number && Double.isFinite(number)) {
                    known.put(metric.toString(), number);
                }
            });
            figures.put(Integer.valueOf(value.toString()), known);
        });
        return figures;
    }

    /** {@return the libraries that have any figure, Balsa first, the others in the order in which they are always shown} */
    List<String> libraries() {
        return Libraries.inOrder(rounds.keySet());
    }

    /** {@return the values that were gone through, in ascending order} */
    List<Integer> values() {
        Set<Integer> values = new TreeSet<>();
        rounds.values().forEach(byRound -> byRound.values().forEach(round -> values.addAll(round.keySet())));
        return List.copyOf(values);
    }

    /** {@return of a library's rounds the one in the middle, NaN if it has no such figure} */
    double median(String library, int value, String metric) {
        return median(rounds.getOrDefault(library, Map.of()).values().stream()
                .flatMap(round -> figure(round, value, metric))
                .toList());
    }

    /** {@return the median over the rounds of the ratio to the floor in the same round; NaN if no round has both figures} */
    double ratioToFloor(String library, int value, String metric) {
        Map<Integer, Map<Integer, Map<String, Double>>> floor = rounds.getOrDefault(FLOOR, Map.of());
        List<Double> ratios = new ArrayList<>();
        rounds.getOrDefault(library, Map.of())
                .forEach((number, round) -> figure(round, value, metric)
                        .forEach(numerator -> figure(floor.get(number), value, metric)
                                .forEach(denominator -> ratios.add(numerator / denominator))));
        return median(ratios);
    }

    private static Stream<Double> figure(Map<Integer, Map<String, Double>> round, int value, String metric) {
        return Stream.ofNullable(round)
                .map(r -> r.getOrDefault(value, Map.of()).get(metric))
                .filter(Objects::nonNull);
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
