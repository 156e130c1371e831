package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.StateMachine;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A state machine, and what is to be asked of it. */
public interface StateMachineUnderTest {
    /** {@return a new state machine in its initial state, which shares nothing with those made before} */
    StateMachine newStateMachine();

    /**
     * Makes a command. To be worth its time, the generator makes all kinds of commands, the refused ones too, on few enough keys that they
     * meet.
     *
     * @param random the only source of chance: the same numbers must give the same command
     * @return the command
     */
    byte[] randomCommand(RandomGenerator random);

    /**
     * Makes a query.
     *
     * @param random the only source of chance
     * @return the query; empty, which is the default, for a state machine that answers none
     */
    default Optional<byte[]> randomQuery(RandomGenerator random) {
        return Optional.empty();
    }
}
