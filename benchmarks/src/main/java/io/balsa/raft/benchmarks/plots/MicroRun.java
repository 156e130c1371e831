package io.balsa.raft.benchmarks.plots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of {@code bin/bench micro}, or of a part of it.
 *
 * @param source the file
 * @param scores by benchmark and parameters, as in {@code CoreBenchmark.commit1 voters=3}
 */
record MicroRun(Source source, Map<String, Score> scores) {
    /**
     * What was measured.
     *
     * @param value the mean
     * @param error half of its confidence interval, NaN if unknown
     * @param unit its unit, as in {@code ns/op}
     * @param bytes allocated per operation, NaN if not counted
     */
    record Score(double value, double error, String unit, double bytes) {}

    static MicroRun of(Source source, Map<?, ?> content) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (Object benchmark : (List<?>) content.get("benchmarks")) {
            Map<?, ?> described = (Map<?, ?>) benchmark;
            StringBuilder name = new StringBuilder(described.get("benchmark").toString());
            ((Map<?, ?>) described.get("params"))
                    .forEach((key, value) ->
                            name.append(' ').append(key).append('=').append(value));
            scores.put(
                    name.toString(),
                    new Score(
                            number(described.get("score")),
                            number(described.get("error")),
                            described.get("unit").toString(),
                            number(described.get("allocatedBytes"))));
        }
        return new MicroRun(source, scores);
    }

    private static double number(Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    /** {@return the score of a benchmark with parameters, if it was run} */
    Optional<Score> score(String name) {
        return Optional.ofNullable(scores.get(name)).filter(score -> Double.isFinite(score.value()));
    }
}
