package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OpenLoopTests {
    /** Answers at once, but for one command that blocks the thread that proposes. */
    private static final class Stalling implements Cluster {
        private static final long PAUSE_MILLIS = 100;

        private int proposed;

        @Override
        public void propose(byte[] command, Acknowledgement acknowledgement) throws InterruptedException {
            if (proposed++ == 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            acknowledgement.acknowledged();
        }

        @Override
        public List<Applied> applied() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Answers at once. */
    private static final class Prompt implements Cluster {
        private final Applied applied = new Applied();

        @Override
        public void propose(byte[] command, Acknowledgement acknowledgement) {
            applied.apply(command, 0, command.length);
            acknowledgement.acknowledged();
        }

        @Override
        public List<Applied> applied() {
            return List.of(applied);
        }

        @Override
        public void close() {}
    }

    @Test
    void turnsComeAtTheRate() {
        assertEquals(0, OpenLoop.turn(0, 1000));
        assertEquals(1_000_000, OpenLoop.turn(1, 1000));
        assertEquals(3_600_000_000_000L, OpenLoop.turn(3_600_000_000L, 1_000_000));
    }

    @Test
    void halfOfWhatTheClosedLoopReachedIsProposed() throws Exception {
        Map<String, String> options = Map.of("bytes", "16", "warmup", "1", "seconds", "1", "percent", "50");
        try (Prompt cluster = new Prompt()) {
            Map<Metric, Double> figures = new OpenLoopRun(cluster, Options.parse(options, new String[0]))
                    .run()
                    .get(50);
            double share = figures.get(Metric.OPS_PER_SECOND) / figures.get(Metric.MAX_OPS_PER_SECOND);
            // Less than half if the machine is busy elsewhere; a part of it at the very least.
            assertTrue(share > 0.05 && share < 0.55, figures.toString());
        }
    }

    @Test
    void aPauseIsInTheFiguresOfAllThatItHeldUp() throws Exception {
        Latencies latencies = new Latencies();
        OpenLoop loop = new OpenLoop(new Stalling(), new Commands(16));
        loop.runFor(0.2, 1000, latencies);
        assertEquals(200, latencies.count());
        assertEquals(200, loop.acknowledged());
        // Turns 0 to 49 came at least half the pause before its end.
        long half = TimeUnit.MILLISECONDS.toNanos(Stalling.PAUSE_MILLIS) / 2;
        assertTrue(latencies.countFrom(half) >= 50);
    }
}
