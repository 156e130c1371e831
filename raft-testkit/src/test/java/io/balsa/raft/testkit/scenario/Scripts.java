package io.balsa.raft.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs scenarios written in a test. They are called {@code x.scenario}. */
final class Scripts {
    private Scripts() {}

    static ScenarioResult run(String script) {
        return ScenarioRunner.run("x.scenario", script.lines().toList());
    }

    static void passes(String script) {
        ScenarioResult result = run(script);
        assertTrue(result.passed(), result.report());
    }

    /** The report of a script that must fail, in a line that must be named. */
    static String failsAt(int line, String script) {
        ScenarioResult result = run(script);
        assertFalse(result.passed(), "expected to fail in line " + line);
        assertTrue(result.report().startsWith("x.scenario:" + line + ": "), result.report());
        return result.report();
    }

    static void contains(String text, String part) {
        assertTrue(text.contains(part), "expected '" + part + "' in: " + text);
    }
}
