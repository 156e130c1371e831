package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotsTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 100})
    void thereAreAsManyAsTheWindowIsWide(int window) {
        Slots slots = new Slots(window);
        Set<Slots.Slot> taken = new HashSet<>();
        for (int i = 0; i < window; i++) {
            assertTrue(taken.add(slots.take()));
        }
        for (Slots.Slot slot : taken) {
            slot.acknowledged();
            assertSame(slot, slots.take());
        }
    }

    @Test
    void aFailedProposalIsNotMistakenForAnAcknowledgedOne() {
        Slots slots = new Slots(1);
        Slots.Slot slot = slots.take();
        assertFalse(slot.used());
        slot.begin(System.nanoTime());
        slot.failed(new IllegalStateException("x"));
        assertThrows(IllegalStateException.class, () -> slots.take().tell((begun, ended) -> {}));
    }

    /** Whoever waits is woken, and nothing is lost or doubled, with two threads that acknowledge. */
    @Test
    void acknowledgementsFromAnyThread() {
        int window = 3;
        int proposals = 100_000;
        ExecutorService acknowledging = Executors.newFixedThreadPool(2);
        try {
            Slots slots = new Slots(window);
            int used = 0;
            for (int i = 0; i < proposals; i++) {
                Slots.Slot slot = slots.take();
                used += slot.used() ? 1 : 0;
                slot.begin(0);
                acknowledging.execute(slot::acknowledged);
            }
            assertEquals(proposals - window, used);
        } finally {
            acknowledging.shutdown();
        }
    }
}
