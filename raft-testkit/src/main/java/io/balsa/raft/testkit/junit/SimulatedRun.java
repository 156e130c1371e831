package io.balsa.raft.testkit.junit;

import io.balsa.raft.testkit.simulation.SimulationResult;
import io.balsa.raft.testkit.simulation.StateMachineSimulation;

/** A simulated cluster of the test class's state machine, not yet run. */
public final class SimulatedRun {
    private final StateMachineSimulation simulation;
    private final long seed;

    SimulatedRun(StateMachineSimulation simulation, long seed) {
        this.simulation = simulation;
        this.seed = seed;
    }

    /** {@return the seed, from which all else comes} */
    public long seed() {
        return seed;
    }

    /**
     * Runs the cluster, and fails if anything is wrong with it or the state machine.
     *
     * @return what became of it: how many commands were acknowledged, how much time passed
     * @throws AssertionError naming what is wrong, and how to see the same again
     */
    public SimulationResult verify() {
        SimulationResult result = simulation.run(seed);
        result.violation().ifPresent(violation -> {
            String nl = System.lineSeparator();
            throw new AssertionError(violation + nl + "  " + String.join(nl + "  ", result.servers()) + nl
                    + "  the same again: -Dbalsa.seed=" + seed);
        });
        return result;
    }
}
