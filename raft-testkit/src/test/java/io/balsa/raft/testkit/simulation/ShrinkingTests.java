package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of many faults those are found that it takes. */
class ShrinkingTests {
    private static final FaultPlan PLAN = Profile.SWARM.plan(5, 60_000_000_000L);

    @Test
    void theTwoFaultsThatItTakesAreFound() {
        Fault one = PLAN.faults().get(2);
        Fault other = PLAN.faults().get(PLAN.faults().size() - 2);
        FaultPlan shrunk = new Shrinking(
                        "I5, something",
                        plan -> plan.faults().containsAll(List.of(one, other))
                                ? Optional.of("I5, something else")
                                : Optional.empty())
                .shrink(PLAN);
        assertEquals(List.of(one, other), shrunk.faults());
    }

    @Test
    void whatBreaksWithoutFaultsNeedsNone() {
        assertEquals(FaultPlan.NONE, new Shrinking("I5, a", plan -> Optional.of("I5, a")).shrink(PLAN));
    }

    @Test
    void anotherInvariantIsAnotherFinding() {
        Optional<String> found = Optional.of("I5, a");
        Optional<String> another = Optional.of("L1, b");
        FaultPlan shrunk = new Shrinking("I5, a", plan -> plan.equals(PLAN) ? found : another).shrink(PLAN);
        assertEquals(PLAN, shrunk);
    }
}
