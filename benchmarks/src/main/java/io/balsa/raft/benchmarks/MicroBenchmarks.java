package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs JMH with its own command line, prints what matters in a short table behind its output, and keeps it as JSON. */
public final class MicroBenchmarks {
    /** Where results are kept, and under which name. */
    private static final String DIRECTORY_PROPERTY = "bench.results";

    private static final String NAME_PROPERTY = "bench.name";

    private MicroBenchmarks() {}

    /**
     * Runs what the arguments select.
     *
     * @param args arguments of JMH
     * @throws CommandLineOptionException if they cannot be understood
     * @throws RunnerException if nothing fits them, or a benchmark fails
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        Collection<RunResult> results = new Runner(withDefaults(new CommandLineOptions(args))).run();
        System.out.printf("%n%-64s %18s %12s %12s%n", "benchmark", "score", "+-", "B/op");
        results.forEach(MicroBenchmarks::print);
        Map<String, Object> machine;
        try (ScratchDirectory directory = ScratchDirectory.create("micro")) {
            machine = Machine.describe(directory.path());
        }
        Path directory = Path.of(System.getProperty(DIRECTORY_PROPERTY));
        System.out.println("results: "
                + MicroResultsFile.write(System.getProperty(NAME_PROPERTY, "micro"), directory, machine, results));
    }

    /** For a quick look; JMH's own defaults would take an hour. */
    private static org.openjdk.jmh.runner.options.Options withDefaults(CommandLineOptions given) {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        if (!given.getForkCount().hasValue()) {
            options.forks(1);
        }
        if (!given.getWarmupIterations().hasValue()) {
            options.warmupIterations(3);
        }
        if (!given.getWarmupTime().hasValue()) {
            options.warmupTime(TimeValue.seconds(1));
        }
        if (!given.getMeasurementIterations().hasValue()) {
            options.measurementIterations(5);
        }
        if (!given.getMeasurementTime().hasValue()) {
            options.measurementTime(TimeValue.seconds(1));
        }
        return options.build();
    }

    private static String nameOf(BenchmarkParams params) {
        StringBuilder name = new StringBuilder(MicroResultsFile.nameOf(params));
        for (String key : params.getParamsKeys()) {
            name.append(' ').append(key).append('=').append(params.getParam(key));
        }
        return name.toString();
    }

    private static void print(RunResult result) {
        Result<?> score = result.getPrimaryResult();
        double bytes = MicroResultsFile.allocatedBytes(result);
        System.out.printf(
                Locale.ROOT,
                "%-64s %,12.1f %5s %12s %12s%n",
                nameOf(result.getParams()),
                score.getScore(),
                score.getScoreUnit().replaceFirst("^ops/", "op/").replaceFirst("/op$", ""),
                Double.isNaN(score.getScoreError()) ? "-" : String.format(Locale.ROOT, "%,.1f", score.getScoreError()),
                Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%,.1f", bytes));
    }
}
