package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Proposer;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that proposes at a fixed rate, whether or not acknowledgements keep up. How long a command took is counted from the moment at which its turn was,
 * not from when it was at last proposed: so a pause is in the figures of all commands that it held up.
 */
final class OpenLoop {
    /** Never reached, unless a pause lasts so long that waiting for room, which counts too, makes no difference. */
    private static final int MOST_UNDER_WAY = 1 << 16;

    private final Proposer proposer;
    private final Commands commands;
    private volatile long acknowledged;
    private volatile boolean ended;

    OpenLoop(Proposer proposer, Commands commands) {
        this.proposer = proposer;
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

    /** Proposes for so long, and waits for the last. */
    void runFor(double seconds, double perSecond, Tally tally) throws Exception {
        propose((long) (perSecond * seconds), perSecond, tally);
    }

    /** Proposes until {@link #end} is called, and waits for the last. */
    void runUntilEnded(double perSecond, Tally tally) throws Exception {
        propose(Long.MAX_VALUE, perSecond, tally);
    }

    private void propose(long commandsInAll, double perSecond, Tally tally) throws Exception {
        Slots slots = new Slots(MOST_UNDER_WAY);
        long start = System.nanoTime();
        for (long i = 0; i < commandsInAll && !ended; i++) {
            long turn = start + turn(i, perSecond);
            for (long early = turn - System.nanoTime(); early > 0; early = turn - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            Slots.Slot slot = slots.take();
            tell(slot, tally);
            slot.begin(turn);
            proposer.propose(commands.next(), slot);
        }
        for (int i = 0; i < MOST_UNDER_WAY; i++) {
            tell(slots.take(), tally);
        }
    }

    /** Ends a run before its time. Any thread may. */
    void end() {
        ended = true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread that runs the loop writes it.
    private void tell(Slots.Slot slot, Tally tally) {
        if (slot.used()) {
            slot.tell(tally);
            acknowledged++;
        }
    }
}
