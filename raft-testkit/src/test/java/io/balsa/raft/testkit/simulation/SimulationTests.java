package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.testkit.history.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs a fixed set of worlds of each kind. {@code bin/sim} runs as many as there is time for. */
class SimulationTests {
    private static final Duration SAFETY = Duration.ofSeconds(15);
    private static final int SEEDS_A_PROFILE = 12;

    @TestFactory
    Stream<DynamicTest> nothingIsFound() {
        return Arrays.stream(Profile.values())
                .map(profile -> DynamicTest.dynamicTest(
                        profile.title(),
                        () -> LongStream.rangeClosed(1, SEEDS_A_PROFILE)
                                .forEach(seed -> nothingIsFound(profile, seed))));
    }

    private static void nothingIsFound(Profile profile, long seed) {
        SimulationResult result = Simulation.run(profile, seed, SAFETY);
        assertEquals(Optional.empty(), result.violation(), () -> repeat(result));
    }

    private static String repeat(SimulationResult result) {
        return "repeat: bin/sim --seed " + result.seed() + " --profile "
                + result.profile().title() + " --time " + SAFETY.toSeconds() + "s";
    }

    @Test
    void aCalmClusterElectsOnceAndLeavesNoCallOpen() {
        SimulationResult result = Simulation.run(Profile.CALM, 1, Duration.ofSeconds(30));
        assertEquals(Optional.empty(), result.violation());
        assertTrue(result.acknowledged() > 500, () -> result.acknowledged() + " calls succeeded");
        // The second leader comes after the power cut with which every run ends.
        assertEquals(2, result.leaderships());
        long unknown = result.history().lists().operations().stream()
                .filter(operation -> operation.invokeNanos() > 2e9)
                .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
                .count();
        assertEquals(0, unknown, "calls after the first two seconds whose outcome is unknown");
    }

    @Test
    void theSwarmMakesTrouble() {
        long leaderships = 0;
        for (long seed = 1; seed <= 10; seed++) {
            SimulationResult result = Simulation.run(Profile.SWARM, seed, SAFETY);
            leaderships += result.leaderships();
            assertTrue(result.acknowledged() > 0, () -> "nothing succeeded; " + repeat(result));
        }
        assertTrue(leaderships > 40, leaderships + " leaderships");
    }

    /** RATIS-2523: once all is quiet, heartbeats alone have to find out that a server has nothing any more. */
    @Test
    void aWipedLearnerGetsEverythingAgain() {
        for (long seed = 1; seed <= 10; seed++) {
            FaultPlan plan = FaultPlan.parse("WIPE 9990 5 " + seed);
            SimulationResult result = Simulation.run(Profile.LEARNERS, seed, Duration.ofSeconds(10), plan);
            assertEquals(Optional.empty(), result.violation(), () -> repeat(result));
            assertEquals(1, result.marks().get(Mark.DISK_WIPED));
        }
    }

    @Test
    void aVoterIsNeverWiped() {
        FaultPlan plan = FaultPlan.parse("WIPE 5000 5 1");
        SimulationResult result = Simulation.run(Profile.THREE_NODE, 1, Duration.ofSeconds(6), plan);
        assertFalse(result.marks().containsKey(Mark.DISK_WIPED));
    }

    @Test
    void aSeedIsTheSameRunEachTime() {
        for (Profile profile : Profile.values()) {
            SimulationResult first = Simulation.run(profile, 77, SAFETY);
            SimulationResult second = Simulation.run(profile, 77, SAFETY);
            assertEquals(first.hash(), second.hash(), profile.title());
            assertEquals(first.history(), second.history(), profile.title());
        }
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertNotEquals(
                Simulation.run(Profile.CALM, 1, Duration.ofSeconds(2)).hash(),
                Simulation.run(Profile.CALM, 2, Duration.ofSeconds(2)).hash());
    }
}
