package io.balsa.raft.testkit.invariants;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Says that a step breaks an invariant. */
final class Broken {
    private Broken() {}

    static void breaks(String invariant, Executable step) {
        InvariantBroken broken = assertThrows(InvariantBroken.class, step);
        assertTrue(broken.invariant().startsWith(invariant + ","), broken.getMessage());
    }
}
