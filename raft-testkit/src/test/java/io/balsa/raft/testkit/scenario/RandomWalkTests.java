package io.balsa.raft.testkit.scenario;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class RandomWalkTests {
    private static final int SEEDS = 200;
    private static final int STEPS = 300;

    @Test
    void noWalkBreaksAnInvariantAndEachEndsInAgreement() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomWalk walk = new RandomWalk(seed);
            try {
                walk.walk(STEPS);
            } catch (RuntimeException e) {
                fail(
                        "seed " + seed + ": " + e.getMessage() + "\n"
                                + String.join("\n", walk.cluster().trace().last(40)),
                        e);
            }
        }
    }
}
