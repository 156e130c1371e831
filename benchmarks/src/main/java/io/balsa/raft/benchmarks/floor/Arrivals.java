package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import java.util.ArrayDeque;

/** Commands on their way from the thread that proposes to the one that leads, which takes all that have arrived at once. */
final class Arrivals {
    private static final int BATCHES = 16;

    private final ArrayDeque<Batch> free = new ArrayDeque<>();
    private final ArrayDeque<Batch> full = new ArrayDeque<>();
    private final Runnable wakeUp;
    private Batch filling = new Batch();
    private long commands;
    private boolean leaderSleeps;
    private Throwable failure;

    /**
     * Creates it.
     *
     * @param wakeUp wakes the leader's thread
     */
    Arrivals(Runnable wakeUp) {
        this.wakeUp = wakeUp;
        for (int i = 1; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    void add(byte[] command, Acknowledgement acknowledgement) throws InterruptedException {
        boolean wake;
        synchronized (this) {
            if (!filling.fits(command)) {
                while (free.isEmpty() && failure == null) {
                    wait();
                }
                rotate();
            }
            if (failure != null) {
                throw new IllegalStateException("the leader has failed", failure);
            }
            filling.add(command, acknowledgement);
            wake = leaderSleeps;
            leaderSleeps = false;
        }
        if (wake) {
            wakeUp.run();
        }
    }

    private void rotate() {
        if (!free.isEmpty()) {
            commands += filling.seal(commands);
            full.add(filling);
            filling = free.remove();
        }
    }

    /** {@return the next batch; or null if there is none, and then the leader is woken when there is one} */
    synchronized Batch take() {
        if (full.isEmpty() && !filling.isEmpty()) {
            rotate();
        }
        leaderSleeps = full.isEmpty();
        return full.poll();
    }

    synchronized void release(Batch batch) {
        if (batch.released()) {
            free.add(batch);
            notifyAll();
        }
    }

    /** Fails all that were not taken, and all that are still to come. */
    synchronized void fail(Throwable problem) {
        failure = problem;
        full.forEach(batch -> batch.fail(problem));
        filling.fail(problem);
        notifyAll();
    }
}
