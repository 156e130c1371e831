package io.balsa.raft.node;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that carries agents and parks while none has work. Waking it costs a volatile read as long as it is busy.
 *
 * <p>No wake-up is lost: the waker hands over work and then looks at {@code parked}; this thread sets {@code parked}
 * and then looks for work once more. Whichever comes first in the order of volatile accesses, one of the two sees the
 * other.
 */
final class AgentThread implements AgentRunner.Carrier, Runnable {
    private static final VarHandle PARKED;

    static {
        try {
            PARKED = MethodHandles.lookup().findVarHandle(AgentThread.class, "parked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Agent[] agents;
    private final Clock clock;
    private final Thread thread;

    @SuppressWarnings("unused") // read and written through PARKED as well
    private volatile boolean parked;

    private volatile boolean stopRequested;

    AgentThread(String name, List<Agent> agents, Clock clock) {
        this.agents = agents.toArray(new Agent[0]);
        this.clock = clock;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
        for (Agent agent : agents) {
            agent.doorbell().connect(this::wakeUp);
        }
    }

    void start() {
        thread.start();
    }

    private void wakeUp() {
        if (parked && PARKED.compareAndSet(this, true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!stopRequested) {
            if (stepAll() == 0) {
                rest();
            }
        }
        for (Agent agent : agents) {
            agent.close();
        }
    }

    private int stepAll() {
        int work = 0;
        for (Agent agent : agents) {
            work += agent.doWork();
        }
        return work;
    }

    private void rest() {
        parked = true;
        if (stopRequested || stepAll() > 0) {
            parked = false;
            return;
        }
        long deadline = Long.MAX_VALUE;
        for (Agent agent : agents) {
            deadline = Math.min(deadline, agent.nextDeadlineNanos());
        }
        clearInterrupt(); // else park would not wait any more: the application may have left the flag behind
        if (deadline == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            long waitNanos = deadline - clock.nanoTime();
            if (waitNanos > 0) {
                LockSupport.parkNanos(this, waitNanos);
            }
        }
        parked = false;
    }

    @Override
    public boolean stop(long timeoutNanos) {
        stopRequested = true;
        LockSupport.unpark(thread);
        if (thread.equals(Thread.currentThread())) {
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
