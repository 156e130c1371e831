package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of one world: first anything may happen, and nothing wrong may come of it (safety); then all is healed, and the cluster must come to rest within bounds
 * (liveness). The same profile, seed and plan give the same run, in every JVM.
 */
public final class Simulation {
    private static final long START_WITHIN_NANOS = 100_000_000;

    private final Profile profile;
    private final long seed;
    private final long safetyNanos;
    private final FaultPlan plan;
    private final World world;

    private Simulation(Profile profile, long seed, long safetyNanos, FaultPlan plan, World world) {
        this.profile = profile;
        this.seed = seed;
        this.safetyNanos = safetyNanos;
        this.plan = plan;
        this.world = world;
    }

    /**
     * Runs a world with the faults that its seed draws.
     *
     * @param profile the kind of world
     * @param seed the world
     * @param safety how long the faults go on, in virtual time
     * @return what became of it
     */
    public static SimulationResult run(Profile profile, long seed, Duration safety) {
        return run(profile, seed, safety, profile.plan(seed, safety.toNanos()));
    }

    /**
     * Runs a world with given faults.
     *
     * @param profile the kind of world
     * @param seed the world
     * @param safety how long the safety phase takes, in virtual time
     * @param plan the faults
     * @return what became of it
     */
    public static SimulationResult run(Profile profile, long seed, Duration safety, FaultPlan plan) {
        return run(profile, seed, safety, plan, Trace.NONE);
    }

    static SimulationResult run(Profile profile, long seed, Duration safety, FaultPlan plan, Trace trace) {
        return run(profile, seed, safety, plan, new World(seed, profile.settings(seed), trace));
    }

    static SimulationResult run(Profile profile, long seed, Duration safety, FaultPlan plan, World world) {
        return new Simulation(profile, seed, safety.toNanos(), plan, world).run();
    }

    private SimulationResult run() {
        Optional<String> violation = Optional.empty();
        try {
            beSafe();
            new Liveness(world, profile).prove();
            world.clients().judge();
        } catch (InvariantBroken e) {
            violation = Optional.of(e.getMessage());
        } catch (RuntimeException e) { // whatever the product throws at whoever calls it is a finding too
            violation = Optional.of(Unexpected.from(e).getMessage());
        }
        if (world.trace().isOn() && violation.isPresent()) {
            world.trace().tell(new RunEvent.Violated(world.timeline().nowNanos(), violation.get()));
        }
        return new SimulationResult(
                profile,
                seed,
                plan,
                violation,
                world.timeline().nowNanos(),
                world.timeline().happened(),
                world.hash().value(),
                world.checks().leaders().terms(),
                world.clients().acknowledged(),
                world.clients().history(),
                world.marks().counts(),
                world.servers().stream().map(SimulatedServer::describe).toList());
    }

    private void beSafe() {
        world.tell("world", world.settings().toString());
        Chance chance = Chance.of(seed, "start");
        for (SimulatedServer server : world.servers()) {
            world.timeline().in(chance.below(START_WITHIN_NANOS), server::start);
        }
        world.clients().start();
        new FaultInjector(world).schedule(plan, safetyNanos);
        while (world.stepBefore(safetyNanos)) {
            // Everything happens in events.
        }
    }
}
