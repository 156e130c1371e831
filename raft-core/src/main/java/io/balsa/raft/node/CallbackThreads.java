package io.balsa.raft.node;

import io.balsa.raft.spi.NodeId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes futures, calls callbacks and listeners: one queue, normally one thread. The tasks are the application's code and may
 * block, even on a future that another task of the same queue completes. So the queue is looked at every few
 * milliseconds ({@link #check}), and when nothing was taken from it in the meantime, or it grows, one more thread
 * comes to help. Threads beyond the first end when they have had nothing to do for a while.
 */
final class CallbackThreads implements Executor {
    static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MAX_THREADS = 256;
    private static final int GROWTH = 1024;
    private static final long KEEP_IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = LoggerFactory.getLogger(CallbackThreads.class);

    private static final Batch NOTHING = new Batch();

    private final NodeId id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition drained = lock.newCondition();

    /** What comes behind {@link #first}. */
    private final ArrayDeque<Batch> queue = new ArrayDeque<>();

    private int threads;
    private int idle;
    private int named;
    private long added;
    private long queued;
    private long takenAtCheck;
    private long waitingAtCheck;
    private boolean closed;
    private boolean watched;

    /** What tasks are taken from, without the lock; replaced under the lock when there are no more in it. */
    private volatile Batch first = NOTHING;

    /** Whether there may be tasks that nobody has taken; written under the lock, read without. */
    private volatile boolean waiting;

    /** Tasks that came together. Several threads may take from it. */
    private static final class Batch {
        private final Runnable[] tasks;
        private final AtomicInteger taken = new AtomicInteger();

        Batch(Runnable... tasks) {
            this.tasks = tasks;
        }

        /** The next task, null if there is none. */
        Runnable take() {
            if (taken.get() >= tasks.length) {
                return null;
            }
            int next = taken.getAndIncrement();
            return next < tasks.length ? tasks[next] : null;
        }

        int left() {
            return Math.max(0, tasks.length - taken.get());
        }
    }

    CallbackThreads(NodeId id) {
        this.id = id;
    }

    @Override
    public void execute(Runnable task) {
        add(new Batch(task));
    }

    /** Hands in several tasks at the price of one. */
    void executeAll(List<? extends Runnable> tasks) {
        add(new Batch(tasks.toArray(new Runnable[0])));
    }

    private void add(Batch batch) {
        lock.lock();
        try {
            queue.add(batch);
            queued += batch.tasks.length;
            added += batch.tasks.length;
            tasksAdded();
        } finally {
            lock.unlock();
        }
    }

    private void tasksAdded() {
        waiting = true;
        if (threads == 0) {
            addThread();
        } else if (idle > 0) {
            notEmpty.signal();
        }
        watchIfClosed();
    }

    /** {@return whether {@link #check} should be called in {@link #CHECK_NANOS}} */
    boolean needsCheck() {
        return waiting;
    }

    /**
     * Sees to it that tasks do not wait for threads that are held up by other tasks. To be called every {@link
     * #CHECK_NANOS}.
     */
    void check() {
        if (!waiting) {
            return;
        }
        lock.lock();
        try {
            long waitingNow = queued + first.left();
            long taken = added - waitingNow;
            boolean stuck = taken == takenAtCheck && waitingAtCheck > 0;
            boolean grows = waitingNow > waitingAtCheck + GROWTH;
            waiting = waitingNow > 0;
            if (waitingNow > 0 && (stuck || grows)) {
                if (idle > 0) {
                    notEmpty.signal();
                } else if (threads < MAX_THREADS) {
                    addThread();
                }
            }
            takenAtCheck = taken;
            waitingAtCheck = waitingNow;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the threads end once the queue is empty; whatever comes in later is still run. Does not wait. From here on
     * nobody else calls {@link #check}, so a thread of our own does while there are tasks.
     */
    void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            notEmpty.signalAll();
            watchIfClosed();
        } finally {
            lock.unlock();
        }
    }

    private void watchIfClosed() {
        if (closed && threads > 0 && !watched) {
            watched = true;
            startThread("watch", this::watch);
        }
    }

    private void watch() {
        lock.lock();
        try {
            while (threads > 0) {
                awaitUninterruptibly(drained, CHECK_NANOS);
                check();
            }
            watched = false;
        } finally {
            lock.unlock();
        }
    }

    private void addThread() {
        threads++;
        startThread(Integer.toString(++named), this::work);
    }

    private void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, "balsa-" + id + "-callback-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        for (Runnable task = take(); task != null; task = take()) {
            try {
                task.run();
            } catch (
                    Throwable
                            t) { // the root of a thread: whatever the application threw, the next task is not to blame
                LOG.warn("{}: a callback failed", id, t);
            }
        }
    }

    /** {@return the next task; null if this thread is to end} */
    private Runnable take() {
        Runnable task = first.take();
        return task == null ? takeFromNextBatch() : task;
    }

    private Runnable takeFromNextBatch() {
        lock.lock();
        try {
            while (true) {
                Runnable task = first.take();
                if (task != null) {
                    return task;
                }
                if (!queue.isEmpty()) {
                    first = queue.poll();
                    queued -= first.tasks.length;
                } else if (isToEnd()) {
                    threads--;
                    drained.signalAll();
                    return null;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** There is nothing to do: waits for something. Returns true if this thread has waited long enough. */
    private boolean isToEnd() {
        waiting = false;
        first = NOTHING; // lets go of the tasks that are done
        boolean timeUp = closed || (threads > 1 && idle > 0);
        if (!timeUp) {
            idle++;
            timeUp = !awaitUninterruptibly(notEmpty, KEEP_IDLE_NANOS) && threads > 1;
            idle--;
        }
        return timeUp && queue.isEmpty();
    }

    /** {@return false if the time is up} */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private static boolean awaitUninterruptibly(Condition condition, long nanos) {
        try {
            return condition.awaitNanos(nanos) > 0;
        } catch (InterruptedException e) {
            return true; // a callback left its interrupt behind: look again
        }
    }
}
