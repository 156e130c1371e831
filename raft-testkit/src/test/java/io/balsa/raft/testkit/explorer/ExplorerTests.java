package io.balsa.raft.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExplorerTests {
    /** A change of these numbers is to be explained: the core, or the limits, allow more or less than before. */
    @Test
    void aSmallConfigurationIsExhausted() throws IOException {
        Outcome outcome = new Search(Start.load("exhausted-small").model(), Long.MAX_VALUE, progress -> {}).run();
        assertNull(outcome.broken());
        assertTrue(outcome.exhausted());
        assertEquals(13_403, outcome.states());
        assertEquals(45_307, outcome.transitions());
        assertEquals(25, outcome.depth());
    }

    @Test
    void walksFindNothing() throws IOException {
        assertNull(Explorer.explore("walks", 300, 1));
    }
}
