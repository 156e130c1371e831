package io.balsa.raft.testkit.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The moment at which a test stops waiting, and says what it waited for and how the servers were doing. */
final class Deadline {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Duration timeout;
    private final long atNanos;
    private final String what;
    private final Supplier<String> servers;

    Deadline(Duration timeout, String what, Supplier<String> servers) {
        this.timeout = timeout;
        this.atNanos = System.nanoTime() + timeout.toNanos();
        this.what = what;
        this.servers = servers;
    }

    /** Lets a moment pass before the next look. */
    void pause() {
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.interrupted()) {
            throw interrupted();
        }
        if (System.nanoTime() - atNanos >= 0) {
            throw missed();
        }
    }

    /** Waits for an answer; what went wrong in getting it is thrown as it is. */
    <T> T get(CompletableFuture<T> future) throws ExecutionException {
        try {
            return future.get(Math.max(1, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw missed();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private AssertionError missed() {
        return failure("not within " + timeout.toMillis() + " ms: " + what);
    }

    private AssertionError interrupted() {
        Thread.currentThread().interrupt();
        return failure("interrupted while waiting: " + what);
    }

    AssertionError failure(String problem) {
        return new AssertionError(problem + System.lineSeparator() + servers.get());
    }
}
