package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans are drawn from the seed alone, and can be written down and read back. */
class FaultPlanTests {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    @Test
    void aPlanIsReadAsItWasWritten() {
        FaultPlan plan = Profile.SWARM.plan(5, MINUTE_NANOS);
        assertTrue(plan.faults().size() > 3, plan.toString());
        assertEquals(plan, FaultPlan.parse("# a comment\n\n" + plan + "\n"));
    }

    @Test
    void aSeedHasOnePlanAndAnotherSeedAnother() {
        assertEquals(Profile.SWARM.plan(5, MINUTE_NANOS), Profile.SWARM.plan(5, MINUTE_NANOS));
        assertTrue(!Profile.SWARM.plan(5, MINUTE_NANOS).equals(Profile.SWARM.plan(6, MINUTE_NANOS)));
    }

    @Test
    void faultsComeInTheOrderOfTimeAndBeforeTheEnd() {
        List<Fault> faults = Profile.POWER.plan(3, MINUTE_NANOS).faults();
        for (int i = 1; i < faults.size(); i++) {
            assertTrue(faults.get(i - 1).atNanos() <= faults.get(i).atNanos(), faults.toString());
        }
        assertTrue(faults.get(faults.size() - 1).atNanos() < MINUTE_NANOS);
    }

    @Test
    void calmIsWithoutFaults() {
        assertEquals(FaultPlan.NONE, Profile.CALM.plan(1, MINUTE_NANOS));
    }

    @Test
    void aLineThatIsNoFaultIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse("KILL 12.5 3"));
        assertEquals("fault 'KILL 12.5 3': expected KIND AT-MS FOR-MS DRAW", e.getMessage());
    }
}
