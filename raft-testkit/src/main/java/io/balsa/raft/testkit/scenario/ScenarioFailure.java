package io.balsa.raft.testkit.scenario;

/** A scenario does not run as it should. */
final class ScenarioFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;

    ScenarioFailure(String expected, String seen) {
        this(expected, seen, null);
    }

    ScenarioFailure(String expected, String seen, Throwable cause) {
        super("expected " + expected + ", seen " + seen, cause);
        this.expected = expected;
        this.seen = seen;
    }

    String expected() {
        return expected;
    }

    String seen() {
        return seen;
    }
}
