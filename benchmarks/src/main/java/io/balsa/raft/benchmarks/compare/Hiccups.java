package io.balsa.raft.benchmarks.compare;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that has nothing to do but wake up each millisecond, and notes how late it was. It is late when the machine gives it no processor, and when the
 * virtual machine stops all threads, as for collecting garbage; it is not late because a library waits for something.
 */
final class Hiccups implements AutoCloseable {
    private static final long PERIOD_NANOS = 1_000_000;

    /** Less is how precisely a system wakes its threads. */
    private static final long LEAST_NANOS = 200_000;

    private static final int MOST = 1 << 16;

    private final long[] due = new long[MOST];
    private final long[] woken = new long[MOST];
    private final Thread thread = new Thread(this::watch, "hiccups");
    private int count;
    private volatile boolean closed;

    private Hiccups() {}

    static Hiccups watched() {
        Hiccups hiccups = new Hiccups();
        hiccups.thread.setDaemon(true);
        hiccups.thread.start();
        return hiccups;
    }

    private void watch() {
        while (!closed) {
            long next = System.nanoTime() + PERIOD_NANOS;
            long now = next - PERIOD_NANOS;
            while (now - next < 0) {
                LockSupport.parkNanos(next - now);
                now = System.nanoTime();
            }
            add(next, now);
        }
    }

    /** Notes that a thread that was to wake up at one time woke up at another. */
    private void add(long due, long woken) {
        if (woken - due >= LEAST_NANOS && count < MOST) {
            this.due[count] = due;
            this.woken[count] = woken;
            count++;
        }
    }

    /** {@return hiccups that were not watched but are known, in pairs of when one began and when it ended} */
    static Hiccups of(long... times) {
        Hiccups hiccups = new Hiccups();
        for (int i = 0; i < times.length; i += 2) {
            hiccups.add(times[i], times[i + 1]);
        }
        return hiccups;
    }

    /** {@return the longest; once this is closed} */
    long longestNanos() {
        long longest = 0;
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, woken[i] - due[i]);
        }
        return longest;
    }

    /** {@return how much of a stretch of time hiccups took up; once this is closed} */
    long nanosWithin(long from, long to) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            // Compared by difference, since such times may be negative, and overflow.
            long begin = due[i] - from > 0 ? due[i] : from;
            long end = woken[i] - to < 0 ? woken[i] : to;
            sum += Math.max(0, end - begin);
        }
        return sum;
    }

    @Override
    public void close() throws InterruptedIOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the watch for hiccups ends");
        }
    }
}
