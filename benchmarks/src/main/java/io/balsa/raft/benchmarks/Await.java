package io.balsa.raft.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for a condition, with a limit. */
public final class Await {
    private static final long PAUSE_MILLIS = 10;

    private Await() {}

    /**
     * Returns once the condition holds.
     *
     * @param what is waited for
     * @param state says, when it was in vain, how things stand
     */
    public static void until(String what, Duration atMost, Callable<Boolean> condition, Supplier<Object> state)
            throws Exception {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(
                        "waited " + atMost.toSeconds() + " s in vain until " + what + "; now: " + state.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
