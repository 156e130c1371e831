package io.balsa.raft.testkit.scenario;

/** What a line of a scenario does. */
@FunctionalInterface
interface Step {
    /**
     * Does it.
     *
     * @throws ScenarioFailure if the line expects what is not so, or asks for what cannot be
     */
    void run(ScenarioRun run);
}
