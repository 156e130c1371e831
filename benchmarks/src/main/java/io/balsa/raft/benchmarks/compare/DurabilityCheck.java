package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.SyncTrace;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts how often a library forces files for a command, as the system sees it. Then lets every such call take longer: no acknowledgement may be faster than one
 * call. Then lets it take longer on two servers of three, each a process: since every majority contains a slow one, no acknowledgement may be faster even so.
 * Tracing slows all down, so nothing else is told of these runs.
 */
final class DurabilityCheck {
    private static final int DELAY_MILLIS = 60;
    private static final double MICROS = 1e3;
    private static final int PATIENCE_SECONDS = 300;
    private static final List<String> WHEN_DELAYED = List.of("--warmup", "1", "--seconds", "3");

    private final Processes processes;
    private final Path directory;
    private final Options options;

    DurabilityCheck(Path directory, Options options) {
        this.processes = new Processes(directory, Worker.mostSeconds(options));
        this.directory = directory;
        this.options = options;
    }

    Outcome run(Subject subject) throws IOException, InterruptedException {
        Path trace = processes.file(".trace");
        Outcome counted = processes.run(subject, SyncTrace.tracer(trace), Worker.given(options));
        count(SyncTrace.read(trace), counted);
        putFastestWhenAllAreSlow(subject, counted);
        if (subject.isLibrary()) {
            for (int quick = 0; quick < Library.NODES; quick++) {
                putFastestWhenTwoAreSlow(subject, quick, counted);
            }
        }
        return counted;
    }

    /** Puts to the figures of each window how often files were forced meanwhile. */
    static void count(SyncTrace forces, Outcome outcome) {
        outcome.windows().values().forEach(figures -> {
            long calls = forces.endedWithin(figures.get(Metric.BEGAN), figures.get(Metric.ENDED));
            figures.put(Metric.FORCES, calls / figures.getOrDefault(Metric.COMMANDS, Double.NaN));
            figures.put(Metric.FORCES_PER_SECOND, calls / (figures.get(Metric.ENDED) - figures.get(Metric.BEGAN)));
        });
    }

    private void putFastestWhenAllAreSlow(Subject subject, Outcome outcome) throws IOException, InterruptedException {
        List<String> delayer = SyncTrace.delayer(DELAY_MILLIS, processes.file(".trace"));
        List<String> arguments = new ArrayList<>(Worker.given(options));
        arguments.addAll(WHEN_DELAYED);
        Outcome delayed = processes.run(subject, delayer, arguments);
        outcome.windows().forEach((window, figures) -> {
            double fastest = delayed.windows().get(window).get(Metric.MIN_MICROS);
            require(subject, fastest, "no call");
            figures.put(Metric.FASTEST_WHEN_DELAYED_MICROS, fastest);
        });
    }

    private void putFastestWhenTwoAreSlow(Subject subject, int quick, Outcome outcome)
            throws IOException, InterruptedException {
        try (ScratchDirectory data = ScratchDirectory.create("two-slow");
                ServerProcesses servers = new ServerProcesses(
                        subject,
                        data.path(),
                        List.of("--bytes", options.text("bytes")),
                        server -> server == quick
                                ? List.of()
                                : SyncTrace.delayer(DELAY_MILLIS, directory.resolve("slow-" + server + ".trace")))) {
            int leader = servers.awaitLeader(PATIENCE_SECONDS);
            for (Map.Entry<Integer, Map<Metric, Double>> window :
                    outcome.windows().entrySet()) {
                long begin = System.nanoTime();
                servers.ask(leader, "closed " + window.getKey() + " 3000 " + Long.MAX_VALUE, PATIENCE_SECONDS);
                double fastest = DirectedLoad.Told.parse(
                                servers.ask(leader, "within " + begin + " " + System.nanoTime(), PATIENCE_SECONDS)
                                        .text())
                        .fastestMicros();
                require(subject, fastest, "on two of three servers no call");
                window.getValue().merge(Metric.FASTEST_WHEN_TWO_DELAYED_MICROS, fastest, Math::min);
            }
        }
    }

    private static void require(Subject subject, double fastestMicros, String what) {
        if (fastestMicros < DELAY_MILLIS * MICROS) {
            throw new IllegalStateException(subject.title() + " acknowledged after " + fastestMicros + " us, although "
                    + what + " that forces a file returned before " + DELAY_MILLIS + " ms");
        }
    }
}
