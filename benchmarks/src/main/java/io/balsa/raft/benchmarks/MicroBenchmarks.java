package io.balsa.raft.benchmarks;

import java.util.Collection;
import java.util.Locale;
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

/** Runs JMH with its own command line, and prints what matters in a short table behind its output. */
public final class MicroBenchmarks {
    private static final String ALLOCATED_BYTES = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    /**
     * Runs what the arguments select.
     *
     * @param args arguments of JMH
     * @throws CommandLineOptionException if they cannot be understood
     * @throws RunnerException if nothing fits them, or a benchmark fails
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(withDefaults(new CommandLineOptions(args))).run();
        System.out.printf("%n%-64s %14s %12s %12s%n", "benchmark", "time/op", "+-", "B/op");
        results.forEach(MicroBenchmarks::print);
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
        String qualified = params.getBenchmark();
        int method = qualified.lastIndexOf('.');
        StringBuilder name = new StringBuilder(qualified.substring(qualified.lastIndexOf('.', method - 1) + 1));
        for (String key : params.getParamsKeys()) {
            name.append(' ').append(key).append('=').append(params.getParam(key));
        }
        return name.toString();
    }

    private static void print(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED_BYTES);
        String unit = time.getScoreUnit().replace("/op", "");
        System.out.printf(
                Locale.ROOT,
                "%-64s %,11.1f %s %12s %12s%n",
                nameOf(result.getParams()),
                time.getScore(),
                unit,
                Double.isNaN(time.getScoreError()) ? "-" : String.format(Locale.ROOT, "%,.1f", time.getScoreError()),
                bytes == null ? "-" : String.format(Locale.ROOT, "%,.1f", bytes.getScore()));
    }
}
