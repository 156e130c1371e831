package io.balsa.raft.testkit.explorer;

import io.balsa.raft.testkit.scenario.ScenarioSyntaxException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Explores the core from the command line; see {@link #USAGE}. */
public final class ExplorerMain {
    private static final String USAGE = """
            usage: explorer --config NAME|FILE [--states N]   searches one start, breadth first
                   explorer --starts [--states N]             searches all seeded starts (at most 100,000 states each)
                   explorer --walks N [--seed S] [--config NAME|FILE]
                                                              takes N random walks, from all seeded starts in turn
                   explorer --list                            names the starts and configurations
            A counter-example is written as a scenario, explorer-NAME.scenario, into the folder of --out DIR (default: here).
            Status: 0 nothing found, 1 something found, 2 wrong usage.""";
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final long STATES_OF_A_START = 100_000;
    private static final long WALKS_BETWEEN_REPORTS = 1000;

    private final PrintStream out;
    private final PrintStream err;
    private long beginNanos;
    private String config = "";
    private boolean starts;
    private long walks;
    private long states;
    private long seed = 1;
    private Path folder = Path.of("");

    ExplorerMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Explores and ends the process: with status 0 if nothing was found, 1 if something was, 2 if the arguments make no sense.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ExplorerMain(out, err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.println(USAGE);
            return 0;
        }
        if (arguments.contains("--list")) {
            Start.names().forEach(out::println);
            Start.configurations().forEach(name -> out.println(name + " (configuration)"));
            return 0;
        }
        try {
            parse(new ArrayDeque<>(arguments));
            return explore();
        } catch (IllegalArgumentException | ScenarioSyntaxException | IOException e) {
            err.println(e instanceof IOException ? e.toString() : e.getMessage());
            err.println(USAGE);
            return WRONG_USAGE;
        }
    }

    private void parse(Deque<String> left) {
        while (!left.isEmpty()) {
            String option = left.remove();
            if (option.equals("--starts")) {
                starts = true;
                continue;
            }
            if (left.isEmpty()) {
                throw new IllegalArgumentException(option + ": unknown, or its value is missing");
            }
            String value = left.remove();
            switch (option) {
                case "--config" -> config = value;
                case "--states" -> states = Long.parseLong(value);
                case "--walks" -> walks = Long.parseLong(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--out" -> folder = Path.of(value);
                default -> throw new IllegalArgumentException(option + ": unknown");
            }
        }
        if (walks == 0 && starts != config.isEmpty()) {
            throw new IllegalArgumentException("expected one of --config, --starts and --walks");
        }
    }

    private int explore() throws IOException {
        beginNanos = System.nanoTime();
        if (walks > 0) {
            return walk(config.isEmpty() ? Start.names() : List.of(config));
        }
        if (!starts) {
            Start start = Start.load(config);
            Outcome outcome = search(start, states == 0 ? Long.MAX_VALUE : states);
            out.println(summary(outcome) + ", in " + speed(outcome.transitions(), outcome.states()));
            return outcome.broken() == null ? 0 : FAILED;
        }
        long met = 0;
        long transitions = 0;
        int exhausted = 0;
        for (String name : Start.names()) {
            Outcome outcome = search(Start.load(name), states == 0 ? STATES_OF_A_START : states);
            out.println(name + ": " + summary(outcome));
            if (outcome.broken() != null) {
                return FAILED;
            }
            met += outcome.states();
            transitions += outcome.transitions();
            exhausted += outcome.exhausted() ? 1 : 0;
        }
        out.printf(
                Locale.ROOT,
                "%d starts, %d of them exhausted, 0 violations: %,d distinct states, %,d transitions in %s%n",
                Start.names().size(),
                exhausted,
                met,
                transitions,
                speed(transitions, met));
        return 0;
    }

    private Outcome search(Start start, long mostStates) throws IOException {
        Model model = start.model();
        Outcome outcome = new Search(model, mostStates, this::progress).run();
        err.print("\r");
        if (outcome.broken() != null) {
            report(start, model.catalog(), outcome);
        }
        return outcome;
    }

    private void progress(Outcome outcome) {
        err.printf(
                Locale.ROOT,
                "\r%,d distinct states, %,d transitions, depth %d, %.0f s ",
                outcome.states(),
                outcome.transitions(),
                outcome.depth(),
                seconds());
        err.flush();
    }

    private String summary(Outcome outcome) {
        String end =
                outcome.broken() != null ? "violated" : outcome.exhausted() ? "exhausted" : "stopped, not exhausted";
        return String.format(
                Locale.ROOT,
                "%s: %d distinct states, %d transitions, depth %d",
                end,
                outcome.states(),
                outcome.transitions(),
                outcome.depth());
    }

    private String speed(long transitions, long met) {
        double seconds = seconds();
        return String.format(
                Locale.ROOT,
                "%.1f s (%,.0f transitions/s, %,.0f distinct states/s)",
                seconds,
                transitions / seconds,
                met / seconds);
    }

    private double seconds() {
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    private int walk(List<String> names) throws IOException {
        long transitions = 0;
        for (int i = 0; i < names.size(); i++) {
            Start start = Start.load(names.get(i));
            Walks from = new Walks(start);
            for (long number = i; number < walks; number += names.size()) {
                Outcome outcome = from.walk(seed + number);
                transitions += outcome.transitions();
                if (outcome.broken() != null) {
                    out.println("walk of seed " + (seed + number) + " from " + start.name());
                    report(start, from.catalog(), outcome);
                    return FAILED;
                }
                if (number % WALKS_BETWEEN_REPORTS == 0) {
                    err.printf(
                            Locale.ROOT, "\rfrom %s: %,d transitions, %.0f s ", start.name(), transitions, seconds());
                }
            }
        }
        err.print("\r");
        out.printf(
                Locale.ROOT,
                "%d walks from %d starts, 0 violations: %,d transitions in %.1f s (%,.0f transitions/s)%n",
                walks,
                names.size(),
                transitions,
                seconds(),
                transitions / seconds());
        return 0;
    }

    private void report(Start start, Catalog catalog, Outcome outcome) throws IOException {
        Counterexample found = Counterexample.of(start, catalog, outcome);
        Path file = folder.resolve("explorer-" + start.name() + ".scenario");
        Files.write(file, found.lines());
        out.println(found.broken());
        out.println("after " + found.steps() + " steps from " + start.name() + "; repeat: bin/scenario " + file);
    }
}
