package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.statemachine.StateMachineUnderTest;
import java.time.Duration;

/**
 * Runs simulated clusters of a user's state machine: the product itself on virtual time, network and disks, with every fault that the profile allows. All that is
 * checked of the product is checked too; what the state machine answers and what its snapshot holds is compared between all servers and all their restarts.
 */
public final class StateMachineSimulation {
    private final StateMachineUnderTest subject;
    private final Profile profile;
    private final Duration faults;

    /**
     * Describes the runs.
     *
     * @param subject the state machine, and commands and queries for it; each command has at most 16 KiB
     * @param profile the kind of world
     * @param faults how long faults go on, in virtual time
     */
    public StateMachineSimulation(StateMachineUnderTest subject, Profile profile, Duration faults) {
        this.subject = subject;
        this.profile = profile;
        this.faults = faults;
    }

    /**
     * Runs one world, on this thread. The same seed gives the same run, as far as the state machine is deterministic.
     *
     * @param seed the world
     * @return what became of it
     */
    public SimulationResult run(long seed) {
        WorldSettings settings = profile.settings(seed).withPassengersUpTo(UserPassenger.MAX_COMMAND_BYTES);
        World world = new World(seed, settings, Trace.NONE, Application.STANDARD, new UserPassenger(subject));
        return Simulation.run(profile, seed, faults, profile.plan(seed, faults.toNanos()), world);
    }
}
