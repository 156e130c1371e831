package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Places for proposals under way, as many as the window is wide. One thread takes free places and proposes; any threads acknowledge, and so give them back.
 * Allocates nothing, and nobody spins: what is measured is the libraries.
 */
final class Slots {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final AtomicReferenceArray<Slot> free;
    private final AtomicInteger freed = new AtomicInteger();
    private final AtomicReference<Thread> waiting = new AtomicReference<>();
    private int taken;

    Slots(int window) {
        free = new AtomicReferenceArray<>(Integer.highestOneBit(window) << 1);
        for (int i = 0; i < window; i++) {
            give(new Slot());
        }
    }

    /** One proposal after the other, each with its times. */
    final class Slot implements Acknowledgement {
        private long proposed;
        private long ended;
        private boolean used;
        private Throwable problem;

        /** To be called right before the proposal. */
        void begin(long nanos) {
            proposed = nanos;
            used = true;
        }

        /** {@return whether it has ever begun} */
        boolean used() {
            return used;
        }

        /** Tells when it was proposed and acknowledged; throws if it failed. */
        void tell(Tally tally) {
            if (problem != null) {
                throw new IllegalStateException("a proposal failed", problem);
            }
            tally.add(proposed, ended);
        }

        @Override
        public void acknowledged() {
            ended = System.nanoTime();
            give(this);
        }

        @Override
        public void failed(Throwable problem) {
            this.problem = problem;
            give(this);
        }
    }

    private void give(Slot slot) {
        free.set(freed.getAndIncrement() & free.length() - 1, slot);
        if (waiting.get() != null) {
            Thread waiter = waiting.getAndSet(null);
            if (waiter != null) {
                LockSupport.unpark(waiter);
            }
        }
    }

    /** {@return a place that is free, as soon as there is one} */
    Slot take() {
        int index = taken++ & free.length() - 1;
        Slot slot = free.get(index);
        if (slot == null) {
            slot = await(index);
        }
        free.lazySet(index, null);
        return slot;
    }

    private Slot await(int index) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            waiting.set(Thread.currentThread());
            Slot slot = free.get(index);
            if (slot != null) {
                return slot;
            }
            long left = deadline - System.nanoTime();
            if (left < 0) {
                throw new IllegalStateException("no acknowledgement for a minute");
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
