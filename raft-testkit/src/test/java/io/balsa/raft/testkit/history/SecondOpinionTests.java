package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our checker against OpenSearch's. {@code -Dbalsa.history.secondOpinions=N} compares N histories. */
final class SecondOpinionTests {
    private static final int HISTORIES = Integer.getInteger("balsa.history.secondOpinions", 50_000);

    @Test
    void agreesWithAnIndependentCheckerOnRandomHistories() {
        int wrong = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations =
                    Registers.history(random, 2 + random.nextInt(4), 2 + random.nextInt(6), 1 + random.nextInt(3), 0.1);
            boolean isPlanted = seed % 2 == 1;
            if (isPlanted) {
                Registers.plantWrongRead(operations, random);
            }
            Verdict ours = new LinearizabilityChecker()
                    .check(new RegisterModel<>(), new History<>(operations))
                    .verdict();
            boolean theirs = OpenSearchRegisters.isLinearizable(operations);
            assertEquals(theirs ? Verdict.VALID : Verdict.INVALID, ours, "seed " + seed + ": " + operations);
            assertTrue(theirs || isPlanted, "seed " + seed + " is right by construction: " + operations);
            wrong += theirs ? 0 : 1;
        }
        assertTrue(
                wrong > HISTORIES / 5 && wrong < HISTORIES / 2,
                wrong + " wrong histories of " + HISTORIES
                        + ": expected more than a fifth, or there is little to tell");
    }
}
