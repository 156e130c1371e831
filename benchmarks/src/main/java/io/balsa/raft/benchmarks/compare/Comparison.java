package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Libraries side by side: round after round, in each round every library in a fresh process. */
public final class Comparison {
    private Comparison() {}

    /**
     * Runs the comparison and prints it.
     *
     * @param args {@code --libraries NAME,NAME --rounds N --windows N,N --seconds N --warmup SECONDS --bytes N}
     * @throws IOException if files cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> defaults = new HashMap<>(ThroughputRun.OPTIONS);
        defaults.put("libraries", "floor,balsa");
        defaults.put("rounds", "3");
        Options options = Options.parse(defaults, args);
        Results results = new Results();
        try (ScratchDirectory directory = ScratchDirectory.create("comparison")) {
            run(new Processes(directory.path()), options, results);
        }
        print(results, options);
    }

    private static void run(Processes processes, Options options, Results results)
            throws IOException, InterruptedException {
        List<Subject> order =
                new ArrayList<>(Arrays.stream(options.text("libraries").split(","))
                        .map(Subject::named)
                        .toList());
        List<String> given = new ArrayList<>();
        for (String name : ThroughputRun.OPTIONS.keySet()) {
            given.addAll(List.of("--" + name, options.text(name)));
        }
        for (int round = 1; round <= options.number("rounds"); round++) {
            for (Subject subject : order) {
                System.err.println("round " + round + ": " + subject.title());
                results.add(subject, processes.run(subject, given));
            }
            // So that nobody always comes behind the same other.
            Collections.rotate(order, 1);
        }
    }

    private static void print(Results results, Options options) {
        System.out.printf(
                "three servers in one process, loopback, real files; %s bytes a command; each window %s s after %s s of warm-up over all windows;"
                        + " medians of %s rounds; java %s %s%n%n",
                options.text("bytes"),
                options.text("seconds"),
                options.text("warmup"),
                options.text("rounds"),
                System.getProperty("java.version"),
                Processes.flags());
        Table table = new Table(results);
        System.out.println(table.settings());
        for (int window : options.numbers("windows")) {
            System.out.println("Window " + window + "\n");
            System.out.println(table.window(window));
        }
    }
}
