package io.balsa.raft.benchmarks.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FiguresTests {
    @Test
    void theShareOfHttpIsWhatTheLibraryDoesNotTake() {
        assertEquals(0.75, Figures.share(400, 100));
        assertEquals(0, Figures.share(400, 400));
        assertEquals(-0.5, Figures.share(400, 600));
    }
}
