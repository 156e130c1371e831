package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Machine;
import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.SyncTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Libraries side by side: round after round, in each round every library in a fresh process, with each size of commands. */
public final class Comparison {
    private static final int FAILED = 1;

    private final Options options;
    private final Mode mode;
    private final Map<Integer, Results> resultsBySize = new LinkedHashMap<>();
    private final List<Subject> order;

    private Comparison(Options options) {
        this.options = options;
        this.mode = Mode.named(options.text("mode"));
        this.order = new ArrayList<>(Arrays.stream(options.text("libraries").split(","))
                .map(Subject::named)
                .toList());
        options.numbers("bytes").forEach(bytes -> resultsBySize.put(bytes, new Results()));
        options.numbers(mode.valuesOption());
    }

    /**
     * Runs the comparison and prints it. Exits with status 1 if a library failed in a round.
     *
     * @param args {@code --mode NAME --libraries NAME,NAME --rounds N --bytes N,N --seconds N --warmup SECONDS} and the options of the modes
     * @throws IOException if files cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(Options.parse(defaults(), args));
        Map<String, Object> machine = comparison.run();
        comparison.print(machine);
        boolean failed = comparison.resultsBySize.values().stream()
                .anyMatch(results -> !results.failures().isEmpty());
        System.exit(failed ? FAILED : 0);
    }

    /** {@return all options with their defaults} */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>(Worker.OPTIONS);
        defaults.put("libraries", "floor,balsa,jgroups,jraft,aeron,ratis");
        defaults.put("rounds", "3");
        defaults.put("signals", FailoverRun.SIGNALS);
        defaults.put("entries", "1000000");
        defaults.put("mib-behind", "1024");
        defaults.put("rate", "1000");
        defaults.put("strace", "false");
        return defaults;
    }

    private Map<String, Object> run() throws IOException, InterruptedException {
        if (mode.runsServersApart() && order.removeIf(subject -> !subject.isLibrary())) {
            System.err.println("left out: floor, which elects nobody and never reads its files again");
        }
        try (ScratchDirectory directory = ScratchDirectory.create("comparison")) {
            Map<String, Object> machine = Machine.describe(directory.path());
            for (int round = 1; round <= options.number("rounds"); round++) {
                for (Subject subject : order) {
                    for (int bytes : resultsBySize.keySet()) {
                        System.err.printf("round %d: %s, %d bytes%n", round, subject.title(), bytes);
                        run(subject, round, bytes, directory.path());
                    }
                }
                // So that nobody always comes behind the same other.
                Collections.rotate(order, 1);
            }
            return machine;
        }
    }

    /** One library that fails does not end the comparison of the others. */
    private void run(Subject subject, int round, int bytes, Path directory) throws IOException, InterruptedException {
        Results results = resultsBySize.get(bytes);
        try {
            results.add(subject, round, measure(subject, options.with("bytes", Integer.toString(bytes)), directory));
        } catch (IllegalStateException e) {
            results.addFailure(subject, round, e.getMessage());
            System.err.println("FAILED: " + e.getMessage());
        }
    }

    private Outcome measure(Subject subject, Options options, Path directory) throws IOException, InterruptedException {
        return switch (mode) {
            case THROUGHPUT, LATENCY, IDLE -> {
                Processes processes = new Processes(directory, Worker.mostSeconds(options));
                if (!options.flag("strace")) {
                    yield processes.run(subject, List.of(), Worker.given(options));
                }
                Path trace = processes.file(".trace");
                Outcome outcome = processes.run(subject, SyncTrace.tracer(trace), Worker.given(options));
                DurabilityCheck.count(SyncTrace.read(trace), outcome);
                yield outcome;
            }
            case DURABILITY -> new DurabilityCheck(directory, options).run(subject);
            case FAILOVER -> FailoverRun.of(subject, options);
            case RECOVERY -> RecoveryRun.of(subject, options);
            case CATCHUP -> CatchUpRun.of(subject, options);
        };
    }

    private void print(Map<String, Object> machine) throws IOException {
        machine.forEach((name, value) -> System.out.println(name + ": " + value));
        System.out.printf(
                "three servers, loopback, real files; options %s; medians over rounds; java %s%n%n",
                new TreeMap<>(options.all()), Processes.flags());
        boolean settingsTold = false;
        for (Map.Entry<Integer, Results> entry : resultsBySize.entrySet()) {
            int bytes = entry.getKey();
            Results results = entry.getValue();
            Table table = new Table(mode, results, options.flag("strace"));
            if (!settingsTold) {
                System.out.println(table.settings());
                settingsTold = true;
            }
            for (int value : options.numbers(mode.valuesOption())) {
                System.out.println(table.of(value, bytes));
            }
            System.out.print(table.failures());
            String name = resultsBySize.size() == 1 ? mode.title() : mode.title() + "-" + bytes + "B";
            Path file = ResultsFile.write(
                    name,
                    machine,
                    options.with("bytes", Integer.toString(bytes)).all(),
                    results);
            System.out.println("results: " + file + "\n");
        }
    }
}
