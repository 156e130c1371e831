package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Proposer;

/** One thread that proposes whenever fewer than a number of its proposals are under way. */
final class ClosedLoop {
    /** As many as there is time for. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private final Proposer proposer;
    private final Commands commands;
    private long acknowledged;

    ClosedLoop(Proposer proposer, Commands commands) {
        this.proposer = proposer;
        this.commands = commands;
    }

    /** {@return how many commands it has ever seen acknowledged} */
    long acknowledged() {
        return acknowledged;
    }

    /** Proposes for so long, waits until all is acknowledged, and tells how long each command took. */
    void run(int window, double seconds, Tally tally) throws Exception {
        run(window, seconds, UNLIMITED, tally);
    }

    /** The same, but for at most so many commands. */
    void run(int window, double seconds, long most, Tally tally) throws Exception {
        Slots slots = new Slots(window);
        long now = System.nanoTime();
        long end = now + (long) (seconds * 1e9);
        for (long proposed = 0; proposed < most && now - end < 0; proposed++) {
            Slots.Slot slot = slots.take();
            tell(slot, tally);
            now = System.nanoTime();
            slot.begin(now);
            proposer.propose(commands.next(), slot);
        }
        for (int i = 0; i < window; i++) {
            tell(slots.take(), tally);
        }
    }

    private void tell(Slots.Slot slot, Tally tally) {
        if (slot.used()) {
            slot.tell(tally);
            acknowledged++;
        }
    }
}
