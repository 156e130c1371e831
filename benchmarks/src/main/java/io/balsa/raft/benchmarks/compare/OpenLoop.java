package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Cluster;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One thread that proposes at a fixed rate, whether or not acknowledgements keep up. How long a command took is counted from the moment at which its turn was,
 * not from when it was at last proposed: so a pause is in the figures of all commands that it held up.
 */
final class OpenLoop {
    /** Never reached, unless a pause lasts so long that waiting for room, which counts too, makes no difference. */
    private static final int MOST_UNDER_WAY = 1 << 16;

    private final Cluster cluster;
    private final Commands commands;
    private long acknowledged;

    OpenLoop(Cluster cluster, Commands commands) {
        this.cluster = cluster;
        this.commands = commands;
    }

    /** {@return how many commands it has ever seen acknowledged} */
    long acknowledged() {
        return acknowledged;
    }

    /** {@return nanoseconds from the beginning to the turn of a command} */
    static long turn(long command, double perSecond) {
        return (long) (command * 1e9 / perSecond);
    }

    void run(double perSecond, double seconds, Histogram latencies) throws Exception {
        Slots slots = new Slots(MOST_UNDER_WAY);
        long commandsInAll = (long) (perSecond * seconds);
        long start = System.nanoTime();
        for (long i = 0; i < commandsInAll; i++) {
            long turn = start + turn(i, perSecond);
            for (long early = turn - System.nanoTime(); early > 0; early = turn - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            Slots.Slot slot = slots.take();
            record(slot, latencies);
            slot.begin(turn);
            cluster.propose(commands.next(), slot);
        }
        for (int i = 0; i < MOST_UNDER_WAY; i++) {
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
