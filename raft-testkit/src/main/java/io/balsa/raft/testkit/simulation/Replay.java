package io.balsa.raft.testkit.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Runs one seed and says all about it. */
final class Replay {
    private static final int LAST_LINES = 120;

    private final SimulationOptions options;
    private final PrintStream out;

    Replay(SimulationOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Keeps the last lines, or prints all. */
    private static final class Lines implements Trace {
        final Deque<String> last = new ArrayDeque<>();
        private final PrintStream out;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void line(long atNanos, String who, String what) {
            String line = String.format(Locale.ROOT, "%14.6f %-6s %s", atNanos / 1e6, who, what);
            if (out != null) {
                out.println(line);
                return;
            }
            last.add(line);
            if (last.size() > LAST_LINES) {
                last.poll();
            }
        }
    }

    boolean run() {
        FaultPlan plan = options.planFile()
                .map(Replay::read)
                .orElseGet(() ->
                        options.profile().plan(options.from(), options.time().toNanos()));
        Lines lines = new Lines(options.trace() ? out : null);
        SimulationResult result = run(plan, options.trace() ? lines : Trace.NONE);
        if (result.violation().isPresent()) {
            if (options.shrink()) {
                plan = shrunk(plan, result);
            }
            if (!options.trace()) {
                result = run(plan, lines);
                out.println("the last events:");
                lines.last.forEach(out::println);
            }
        }
        result.servers().forEach(out::println);
        out.printf(
                Locale.ROOT,
                "seed %d, profile %s: %d events in %.3f simulated seconds, %d leaderships, %d calls succeeded%s%n",
                result.seed(),
                result.profile().title(),
                result.events(),
                result.simulatedNanos() / 1e9,
                result.leaderships(),
                result.acknowledged(),
                options.hash() ? String.format(", hash %016x", result.hash()) : "");
        result.violation().ifPresent(violation -> out.println("VIOLATION " + violation));
        return result.violation().isEmpty();
    }

    private SimulationResult run(FaultPlan plan, Trace trace) {
        return Simulation.run(options.profile(), options.from(), options.time(), plan, trace);
    }

    private FaultPlan shrunk(FaultPlan plan, SimulationResult result) {
        FaultPlan shrunk = new Shrinking(
                        result.violation().orElseThrow(),
                        fewer -> run(fewer, Trace.NONE).violation())
                .shrink(plan);
        out.println(plan.faults().size() + " faults, of which these "
                + shrunk.faults().size() + " do as well (to be read by --plan):");
        out.println(shrunk);
        return shrunk;
    }

    private static FaultPlan read(Path file) {
        try {
            return FaultPlan.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
