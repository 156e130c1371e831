package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.SyncTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Counts how often a library forces files for a command, as the system sees it, and lets every such call take longer: then no acknowledgement may be faster than
 * one call. Tracing slows all down, so nothing else is told of these runs.
 */
final class DurabilityCheck {
    private static final int DELAY_MILLIS = 60;
    private static final double MICROS = 1e3;
    private static final List<String> WHEN_DELAYED =
            List.of("--mode", Mode.DURABILITY.title(), "--windows", "1", "--warmup", "1", "--seconds", "5");

    private final Processes processes;

    DurabilityCheck(Processes processes) {
        this.processes = processes;
    }

    Outcome run(Subject subject, List<String> options) throws IOException, InterruptedException {
        Path trace = processes.file(".trace");
        Outcome counted = processes.run(subject, SyncTrace.tracer(trace), options);
        SyncTrace forces = SyncTrace.read(trace);
        double fastest = fastestWhenDelayed(subject);
        counted.windows().forEach((window, figures) -> {
            long calls = forces.endedWithin(figures.get(Metric.BEGAN), figures.get(Metric.ENDED));
            figures.put(Metric.FORCES, calls / figures.get(Metric.COMMANDS));
            figures.put(Metric.FASTEST_WHEN_DELAYED_MICROS, fastest);
        });
        return counted;
    }

    private double fastestWhenDelayed(Subject subject) throws IOException, InterruptedException {
        List<String> delayer = SyncTrace.delayer(DELAY_MILLIS, processes.file(".trace"));
        Map<Metric, Double> figures =
                processes.run(subject, delayer, WHEN_DELAYED).windows().get(1);
        double fastest = figures.get(Metric.MIN_MICROS);
        if (fastest < DELAY_MILLIS * MICROS) {
            throw new IllegalStateException(subject.title() + " acknowledged after " + fastest
                    + " us, although no call that" + " forces a file returned before " + DELAY_MILLIS + " ms");
        }
        return fastest;
    }
}
