/**
 * Runs scenario files: scripts of inputs to pure cores and of expectations about their states, messages and outcomes. The format is described in
 * {@code docs/scenario-format.md}.
 *
 * <p>{@link io.balsa.raft.testkit.scenario.ScenarioRunner} runs a file from a test, {@link io.balsa.raft.testkit.scenario.ScenarioMain} from the
 * command line.
 */
package io.balsa.raft.testkit.scenario;
