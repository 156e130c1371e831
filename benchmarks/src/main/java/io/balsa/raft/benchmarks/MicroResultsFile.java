package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Keeps what JMH measured as JSON, with the machine and without what nobody will ask for. */
final class MicroResultsFile {
    private static final String ALLOCATED_BYTES = "gc.alloc.rate.norm";

    /** More than any of it means. */
    private static final MathContext DIGITS = new MathContext(5);

    private MicroResultsFile() {}

    /**
     * Writes results.
     *
     * @param name becomes part of the file's name
     * @param directory where the file is made
     * @return the file
     */
    static Path write(String name, Path directory, Map<String, Object> machine, Collection<RunResult> results)
            throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("mode", "micro");
        content.put("machine", machine);
        content.put(
                "benchmarks", results.stream().map(MicroResultsFile::described).toList());
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss"));
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(name + "-" + time + ".json"), Json.of(content) + "\n");
    }

    private static Map<String, Object> described(RunResult result) {
        BenchmarkParams params = result.getParams();
        Result<?> score = result.getPrimaryResult();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("benchmark", nameOf(params));
        content.put("params", params.getParamsKeys().stream().collect(Collectors.toMap(k -> k, params::getParam)));
        content.put("unit", score.getScoreUnit());
        content.put("score", rounded(score.getScore()));
        content.put("error", rounded(score.getScoreError()));
        content.put("allocatedBytes", rounded(allocatedBytes(result)));
        content.put("warmups", params.getWarmup().getCount());
        content.put("iterationTime", params.getMeasurement().getTime().toString());
        content.put(
                "scoresByFork",
                result.getBenchmarkResults().stream()
                        .map(MicroResultsFile::scores)
                        .toList());
        return content;
    }

    /** {@return class and method} */
    static String nameOf(BenchmarkParams params) {
        String qualified = params.getBenchmark();
        int method = qualified.lastIndexOf('.');
        return qualified.substring(qualified.lastIndexOf('.', method - 1) + 1);
    }

    /** {@return bytes per operation, NaN if they were not counted} */
    static double allocatedBytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED_BYTES);
        return bytes == null ? Double.NaN : bytes.getScore();
    }

    private static List<Number> scores(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .map(iteration -> rounded(iteration.getPrimaryResult().getScore()))
                .toList();
    }

    private static Number rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : Double.NaN;
    }
}
