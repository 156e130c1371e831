package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Machine;
import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Libraries side by side: round after round, in each round every library in a fresh process. */
public final class Comparison {
    private Comparison() {}

    /**
     * Runs the comparison and prints it.
     *
     * @param args {@code --mode NAME --libraries NAME,NAME --rounds N --windows N,N --percent N,N --seconds N --warmup SECONDS
     *     --bytes N}
     * @throws IOException if files cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> defaults = new HashMap<>(Worker.OPTIONS);
        defaults.put("libraries", "floor,balsa,jgroups,jraft,aeron,ratis");
        defaults.put("rounds", "3");
        defaults.put("signals", FailoverRun.SIGNALS);
        defaults.put("entries", "1000000");
        Options options = Options.parse(defaults, args);
        Results results = new Results();
        Map<String, Object> machine;
        try (ScratchDirectory directory = ScratchDirectory.create("comparison")) {
            machine = Machine.describe(directory.path());
            run(new Processes(directory.path()), options, results);
        }
        print(results, options, machine);
        System.out.println("results: " + ResultsFile.write(options.text("mode"), machine, options.all(), results));
    }

    private static void run(Processes processes, Options options, Results results)
            throws IOException, InterruptedException {
        List<Subject> order =
                new ArrayList<>(Arrays.stream(options.text("libraries").split(","))
                        .map(Subject::named)
                        .toList());
        Mode mode = Mode.named(options.text("mode"));
        List<String> given = new ArrayList<>();
        for (String name : Worker.OPTIONS.keySet()) {
            given.addAll(List.of("--" + name, options.text(name)));
        }
        for (int round = 1; round <= options.number("rounds"); round++) {
            for (Subject subject : order) {
                System.err.println("round " + round + ": " + subject.title());
                results.add(
                        subject,
                        switch (mode) {
                            case THROUGHPUT, LATENCY, IDLE -> processes.run(subject, List.of(), given);
                            case DURABILITY -> new DurabilityCheck(processes).run(subject, given);
                            case FAILOVER ->
                                FailoverRun.of(subject, options.numbers("signals"), options.number("warmup"));
                            case RECOVERY -> RecoveryRun.of(subject, options.number("entries"));
                        });
            }
            // So that nobody always comes behind the same other.
            Collections.rotate(order, 1);
        }
    }

    private static void print(Results results, Options options, Map<String, Object> machine) {
        machine.forEach((name, value) -> System.out.println(name + ": " + value));
        System.out.printf(
                "three servers, loopback, real files; options %s; medians over rounds; java %s%n%n",
                new TreeMap<>(options.all()), Processes.flags());
        Mode mode = Mode.named(options.text("mode"));
        Table table = new Table(mode, results);
        System.out.println(table.settings());
        for (int value : options.numbers(mode.valuesOption())) {
            System.out.println(table.of(value));
        }
    }
}
