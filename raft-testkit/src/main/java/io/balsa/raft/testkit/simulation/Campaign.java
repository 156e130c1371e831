package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.simulation.report.Recording;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs many seeds, several at a time, and tells of those that find something. */
final class Campaign {
    private static final int MAX_REPORTED = 20;
    private static final int MAX_DRAWN = 3;
    private static final int SEEDS_THAT_COVER = 500;
    private static final long PROGRESS_EVERY_NANOS = 1_000_000_000;

    private final SimulationOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final AtomicInteger drawn = new AtomicInteger();
    private int done;
    private int violations;
    private int tooLittle;
    private long simulatedNanos;
    private final Marks marks = new Marks();
    private long progressAtNanos;

    Campaign(SimulationOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    boolean run() {
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < options.count(); i++) {
                long seed = options.from() + i;
                futures.add(threads.submit(() -> run(seed, begin)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator itself failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        clearProgress();
        if (options.coverage()) {
            out.print(marks);
            if (!marks.missed().isEmpty()) {
                out.println("missed though runs should get there: " + marks.missed());
            }
            out.println(tooLittle + " of " + done
                    + " runs have a list at which too little happened for its history to mean much");
        }
        out.printf(
                Locale.ROOT,
                "%d seeds, %d violations, %.1f simulated hours in %.0f s (%.0fx)%n",
                done,
                violations,
                simulatedNanos / 3.6e12,
                seconds,
                simulatedNanos / 1e9 / seconds);
        return violations == 0
                && done == options.count()
                && (!coverageCounts() || marks.missed().isEmpty());
    }

    /** In few runs, or in a special kind of world, a situation may be missed by chance. */
    private boolean coverageCounts() {
        return options.coverage() && options.profile() == Profile.SWARM && options.count() >= SEEDS_THAT_COVER;
    }

    private void run(long seed, long begin) {
        SimulationResult result = Simulation.run(options.profile(), seed, options.time());
        Optional<String> diagram = result.violation().isPresent() && drawn.getAndIncrement() < MAX_DRAWN
                ? Optional.of(draw(result))
                : Optional.empty();
        take(result, diagram, begin);
    }

    private String draw(SimulationResult result) {
        Recording recording = new Recording();
        SimulationResult again = Simulation.run(
                options.profile(), result.seed(), options.time(), result.plan(), Trace.to(recording::add));
        Diagram diagram = new Diagram(options.profile(), result.seed(), options.time());
        return diagram.write(diagram.defaultFile(), again, recording);
    }

    private synchronized void take(SimulationResult result, Optional<String> diagram, long begin) {
        done++;
        simulatedNanos += result.simulatedNanos();
        marks.add(result.marks());
        tooLittle += options.coverage() && !result.history().whatIsMissing().isEmpty() ? 1 : 0;
        if (options.hash()) {
            out.printf(Locale.ROOT, "%d %016x%n", result.seed(), result.hash());
        }
        result.violation().ifPresent(violation -> {
            violations++;
            if (violations <= MAX_REPORTED) {
                clearProgress();
                out.println("seed " + result.seed() + ": " + violation);
                out.println("  repeat: " + new Diagram(options.profile(), result.seed(), options.time()).command());
                diagram.ifPresent(file -> out.println("  diagram: " + file));
            }
        });
        long now = System.nanoTime();
        if (now >= progressAtNanos) {
            progressAtNanos = now + PROGRESS_EVERY_NANOS;
            progress((now - begin) / 1e9);
        }
    }

    private void progress(double seconds) {
        if (options.progress()) {
            int width = 30 * done / options.count();
            err.printf(
                    Locale.ROOT,
                    "\r[%s%s] %d of %d seeds, %d violations, %.0fx ",
                    "#".repeat(width),
                    ".".repeat(30 - width),
                    done,
                    options.count(),
                    violations,
                    simulatedNanos / 1e9 / seconds);
        }
    }

    private void clearProgress() {
        if (options.progress()) {
            err.print("\r" + " ".repeat(78) + "\r");
        }
    }
}
