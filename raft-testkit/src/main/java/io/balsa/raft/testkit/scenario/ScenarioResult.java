package io.balsa.raft.testkit.scenario;

/**
 * How a scenario ended.
 *
 * @param file the file
 * @param name the name that it gives itself; empty if it could not be read
 * @param passed whether all went as expected
 * @param report if not: where, what was expected, what was seen, and the state of every server; empty otherwise
 * @param trace all that happened, one event a line
 */
public record ScenarioResult(String file, String name, boolean passed, String report, String trace) {}
