package io.balsa.raft.testkit.scenario;

/** A line of a scenario file cannot be understood. The message begins with {@code file:line}. */
public final class ScenarioSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScenarioSyntaxException(SourceLine line, String message) {
        super(line.location() + ": " + message);
    }
}
