package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.simulation.report.Recording;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    boolean run() {
        FaultPlan plan = options.planFile()
                .map(Replay::read)
                .orElseGet(() ->
                        options.profile().plan(options.from(), options.time().toNanos()));
        SimulationResult first =
                run(plan, options.trace() ? Trace.to(event -> out.println(TextTrace.line(event))) : Trace.NONE);
        if (first.violation().isPresent() && options.shrink()) {
            plan = shrunk(plan, first);
        }
        boolean draws = first.violation().isPresent() || options.html().isPresent();
        SimulationResult result = draws ? draw(plan) : first;
        result.servers().forEach(out::println);
        options.history().ifPresent(file -> write(result.history(), file));
        out.println(words(result.history()));
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

    private static String words(ClientHistory history) {
        List<String> missing = history.whatIsMissing();
        return "history: " + history.lists().operations().size() + " calls of lists, "
                + history.registers().operations().size() + " of registers; "
                + (missing.isEmpty()
                        ? "enough at each list to mean something"
                        : String.join("; ", missing.subList(0, Math.min(3, missing.size())))
                                + (missing.size() > 3 ? "; and so on" : ""));
    }

    private static void write(ClientHistory history, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            history.write(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it once more, with somebody watching: watching a run does not change it. */
    private SimulationResult draw(FaultPlan plan) {
        Recording recording = new Recording();
        SimulationResult result = run(plan, Trace.to(recording::add));
        if (result.violation().isPresent() && !options.trace()) {
            out.println("the last events:");
            List<RunEvent> events = recording.events();
            events.subList(Math.max(0, events.size() - LAST_LINES), events.size())
                    .forEach(event -> out.println(TextTrace.line(event)));
        }
        Diagram diagram = new Diagram(options.profile(), options.from(), options.time());
        Path file = options.html().orElseGet(diagram::defaultFile);
        out.println("diagram: " + diagram.write(file, result, recording));
        return result;
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
