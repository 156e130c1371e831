package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.InvariantViolation;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs scenario files. A run depends on nothing but the file. */
public final class ScenarioRunner {
    private ScenarioRunner() {}

    /**
     * Runs a file.
     *
     * @param file the file
     * @return how it ended
     * @throws IOException if it cannot be read
     */
    public static ScenarioResult run(Path file) throws IOException {
        return run(file.toString(), Files.readAllLines(file));
    }

    /**
     * Runs a scenario.
     *
     * @param file how to name it in reports
     * @param lines its lines
     * @return how it ended
     */
    public static ScenarioResult run(String file, List<String> lines) {
        Scenario scenario;
        try {
            scenario = ScenarioParser.parse(file, lines);
        } catch (ScenarioSyntaxException e) {
            return new ScenarioResult(file, "", false, e.getMessage() + "\n", "");
        }
        ScenarioRun run;
        try {
            run = new ScenarioRun(scenario.setup());
        } catch (RuntimeException e) {
            String report = file + ": the servers cannot start: " + failure(e).seen() + "\n";
            return new ScenarioResult(file, scenario.name(), false, report, "");
        }
        for (Command command : scenario.commands()) {
            try {
                command.step().run(run);
            } catch (RuntimeException e) {
                String report = ScenarioReport.of(command.line(), failure(e), run.cluster());
                return result(file, scenario, false, report, run);
            }
        }
        return result(file, scenario, true, "", run);
    }

    private static ScenarioResult result(
            String file, Scenario scenario, boolean passed, String report, ScenarioRun run) {
        String trace = String.join("\n", run.cluster().trace().events());
        return new ScenarioResult(file, scenario.name(), passed, report, trace);
    }

    /** Whatever a core or an invariant throws fails the scenario at the line that brought it about. */
    private static ScenarioFailure failure(RuntimeException thrown) {
        if (thrown instanceof ScenarioFailure failure) {
            return failure;
        }
        if (thrown instanceof InvariantBroken broken) {
            return new ScenarioFailure("invariant " + broken.invariant(), broken.getMessage(), broken);
        }
        if (thrown instanceof InvariantViolation violation) {
            return new ScenarioFailure("a core that finds its state sound", violation.getMessage(), violation);
        }
        StringBuilder seen = new StringBuilder(thrown.toString());
        for (int i = 0; i < Math.min(6, thrown.getStackTrace().length); i++) {
            seen.append("\n  at ").append(thrown.getStackTrace()[i]);
        }
        return new ScenarioFailure("no exception", seen.toString(), thrown);
    }
}
