package io.balsa.raft.node;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that carries agents and parks while none has work. Threads that ring may take its place while it parks (see
 * {@link Doorbell#ringAndLend}): to be woken takes several times as long as most steps do.
 *
 * <p>Whoever steps the agents has the claim to them, so there is one at a time. No ring is lost: the ringer hands over work,
 * sets {@code rung}, and then looks whether anybody has the claim; who has it gives it back and then looks at {@code
 * rung}. Whichever comes first in the order of volatile accesses, one of the two sees the other.
 */
final class AgentThread implements AgentRunner.Carrier, Runnable {
    /** Nobody has the claim, and the thread parks. */
    private static final int RESTING = 0;

    /** Somebody has it: the thread, or one that was lent. */
    private static final int CLAIMED = 1;

    /** The thread has it, and may have to be told so. */
    private static final int HANDED_OVER = 2;

    /** A borrowed thread has other things to do. */
    private static final int MAX_BORROWED_STEPS = 4;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final VarHandle CLAIM;

    static {
        try {
            CLAIM = MethodHandles.lookup().findVarHandle(AgentThread.class, "claim", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Agent[] agents;
    private final Clock clock;
    private final Thread thread;
    private volatile int claim = CLAIMED;
    private volatile boolean rung;

    /** Until when the thread may park; written by who has the claim. */
    private volatile long restUntilNanos;

    /** Who has been lent, for as long as it has the claim. */
    private volatile Thread borrowed;

    private volatile boolean stopRequested;

    AgentThread(String name, List<Agent> agents, Clock clock) {
        this.agents = agents.toArray(new Agent[0]);
        this.clock = clock;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
        for (Agent agent : agents) {
            agent.doorbell().connect(this::wakeUp, this::borrow);
        }
    }

    void start() {
        thread.start();
    }

    private void wakeUp() {
        if (ringAndClaim(HANDED_OVER)) {
            LockSupport.unpark(thread);
        }
    }

    /** Steps the agents on the calling thread, if they rest. */
    private void borrow() {
        if (!ringAndClaim(CLAIMED)) {
            return;
        }
        long parkedUntil = restUntilNanos;
        boolean rests = false;
        borrowed = Thread.currentThread();
        try {
            if (!stepOnBorrowedThread()) {
                restUntilNanos = nextDeadlineNanos();
                rests = true;
            }
        } finally {
            borrowed = null;
            // Also when something is thrown, such as at the end of the lent thread's stack: that is not the agents'
            // end.
            if (!rests) {
                claim = HANDED_OVER;
                LockSupport.unpark(thread);
            }
        }
        if (rests && (giveBack(HANDED_OVER) || restUntilNanos < parkedUntil)) {
            LockSupport.unpark(thread);
        }
    }

    /** Returns whether there may be more to do. */
    private boolean stepOnBorrowedThread() {
        for (int i = 0; i < MAX_BORROWED_STEPS && !stopRequested && areBrief(); i++) {
            if (!step()) {
                return false;
            }
        }
        return true;
    }

    private boolean areBrief() {
        for (Agent agent : agents) {
            if (!agent.isBrief()) {
                return false;
            }
        }
        return true;
    }

    private boolean ringAndClaim(int as) {
        if (!rung) { // only read if others have rung already: a busy agent's bell is rung often
            rung = true;
        }
        return claim == RESTING && CLAIM.compareAndSet(this, RESTING, as);
    }

    /** Does what there is to do. Returns whether there may be more. */
    private boolean step() {
        rung = false;
        int work = 0;
        for (Agent agent : agents) {
            work += agent.doWork();
        }
        return work > 0 || rung;
    }

    private long nextDeadlineNanos() {
        long deadline = Long.MAX_VALUE;
        for (Agent agent : agents) {
            deadline = Math.min(deadline, agent.nextDeadlineNanos());
        }
        return deadline;
    }

    private boolean rest() {
        restUntilNanos = nextDeadlineNanos();
        return !giveBack(CLAIMED);
    }

    /** Gives the claim back. Returns true if it had to be taken again, since somebody rang. */
    private boolean giveBack(int reclaimAs) {
        claim = RESTING;
        return rung && CLAIM.compareAndSet(this, RESTING, reclaimAs);
    }

    @Override
    public void run() {
        while (!stopRequested) {
            if (!step() && rest()) {
                parkUntilClaimed();
            }
        }
        for (Agent agent : agents) {
            agent.close();
        }
        // The claim is never given back: nobody steps an agent that is closed.
    }

    private void parkUntilClaimed() {
        while (true) {
            if (claim == HANDED_OVER) {
                claim = CLAIMED;
                return;
            }
            long deadline = restUntilNanos;
            long waitNanos = deadline == Long.MAX_VALUE ? deadline : deadline - clock.nanoTime();
            boolean due = stopRequested || waitNanos <= 0;
            if (due && CLAIM.compareAndSet(this, RESTING, CLAIMED)) {
                return;
            }
            clearInterrupt(); // else park would not wait any more: the application may have left the flag behind
            if (due) {
                // A borrowed thread is at it, and does what is due.
                LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            } else if (deadline == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, waitNanos);
            }
        }
    }

    @Override
    public boolean stop(long timeoutNanos) {
        stopRequested = true;
        LockSupport.unpark(thread);
        Thread current = Thread.currentThread();
        if (current.equals(thread) || current.equals(borrowed)) {
            return false;
        }
        return joinUninterruptibly(timeoutNanos);
    }

    // Whoever closes a server may be interrupted, and still wants it closed; we must not pass the interrupt on to a
    // thread that writes a file.
    private boolean joinUninterruptibly(long timeoutNanos) {
        long deadline = clock.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        long left = timeoutNanos;
        while (thread.isAlive() && left > 0) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadline - clock.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /**
     * Forgets an interrupt that the application's code left on our thread: with it set, the next file operation would
     * close its file.
     */
    static void clearInterrupt() {
        Thread.interrupted();
    }
}
