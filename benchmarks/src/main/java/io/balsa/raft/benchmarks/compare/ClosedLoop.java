package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Cluster;
import org.HdrHistogram.Histogram;

/** One thread that proposes whenever fewer than a number of its proposals are under way. */
final class ClosedLoop {
    private final Cluster cluster;
    private final Commands commands;
    private long acknowledged;

    ClosedLoop(Cluster cluster, Commands commands) {
        this.cluster = cluster;
        this.commands = commands;
    }

    /** {@return how many commands it has ever seen acknowledged} */
    long acknowledged() {
        return acknowledged;
    }

    /** Proposes for so long, waits until all is acknowledged, and records how long each command took. */
    void run(int window, double seconds, Histogram latencies) throws Exception {
        Slots slots = new Slots(window);
        long now = System.nanoTime();
        long end = now + (long) (seconds * 1e9);
        while (now - end < 0) {
            Slots.Slot slot = slots.take();
            record(slot, latencies);
            now = System.nanoTime();
            slot.begin(now);
            cluster.propose(commands.next(), slot);
        }
        for (int i = 0; i < window; i++) {
            record(slots.take(), latencies);
        }
    }

    private void record(Slots.Slot slot, Histogram latencies) {
        if (slot.used()) {
            latencies.recordValue(slot.latency());
            acknowledged++;
        }
    }
}
