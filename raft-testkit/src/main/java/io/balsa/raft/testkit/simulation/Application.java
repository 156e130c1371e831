package io.balsa.raft.testkit.simulation;

import io.balsa.raft.StateMachine;
import java.util.function.UnaryOperator;

/**
 * What the servers run.
 *
 * @param around gives what a server gets instead of its state machine
 * @param isKnown whether the simulator knows what it answers, and compares; if not, only what clients see is judged
 */
record Application(UnaryOperator<StateMachine> around, boolean isKnown) {
    /** The state machine as it is. */
    static final Application STANDARD = new Application(machine -> machine, true);
}
