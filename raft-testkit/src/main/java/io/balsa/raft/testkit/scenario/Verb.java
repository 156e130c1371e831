package io.balsa.raft.testkit.scenario;

/** Understands the lines that begin with a verb. */
@FunctionalInterface
interface Verb {
    /**
     * Reads what follows the verb.
     *
     * @return what the line does
     * @throws ScenarioSyntaxException if it cannot be understood
     */
    Step parse(Words words);
}
