package io.balsa.raft.testkit.history;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One call of a client, as an observer records it.
 *
 * <p>Times must come from one clock, or from several that cannot disagree about two calls. Calls are ordered only if one returned strictly before the other was
 * invoked; equal times count as concurrent, which can hide an error but never invent one.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 * @param process who called; a process makes one call at a time, and none after an unknown outcome
 * @param key what the call is about; calls of different keys are judged apart
 * @param input what was asked for
 * @param output what was answered, present if and only if the outcome is {@link Outcome#OK}
 * @param outcome how it ended
 * @param invokeNanos when it was invoked
 * @param returnNanos when it returned, {@link #OPEN} if and only if the outcome is {@link Outcome#UNKNOWN}: a client that gave up waiting at some time has learned
 *     nothing about when the call takes effect
 */
public record Operation<I, O>(
        int process, String key, I input, Optional<O> output, Outcome outcome, long invokeNanos, long returnNanos) {
    /** The return time of a call that never returned. */
    public static final long OPEN = Long.MAX_VALUE;

    /** Checks that output, outcome and times agree. */
    public Operation {
        if (output.isPresent() != (outcome == Outcome.OK)) {
            throw new IllegalArgumentException("output " + output + " with outcome " + outcome
                    + ": expected an output if and only if the outcome is OK");
        }
        if ((returnNanos == OPEN) != (outcome == Outcome.UNKNOWN)) {
            throw new IllegalArgumentException("returnNanos " + returnNanos + " with outcome " + outcome
                    + ": expected OPEN if and only if the outcome is UNKNOWN");
        }
        if (returnNanos < invokeNanos) {
            throw new IllegalArgumentException(
                    "returnNanos " + returnNanos + ": expected at least invokeNanos, " + invokeNanos);
        }
    }

    /**
     * A call that was answered.
     *
     * @param <I> what is asked for
     * @param <O> what is answered
     * @param process who called
     * @param key what the call is about
     * @param input what was asked for
     * @param output what was answered
     * @param invokeNanos when it was invoked
     * @param returnNanos when it returned
     * @return the operation
     */
    public static <I, O> Operation<I, O> ok(
            int process, String key, I input, O output, long invokeNanos, long returnNanos) {
        return new Operation<>(process, key, input, Optional.of(output), Outcome.OK, invokeNanos, returnNanos);
    }

    /**
     * A call that certainly took no effect.
     *
     * @param <I> what is asked for
     * @param <O> what is answered
     * @param process who called
     * @param key what the call is about
     * @param input what was asked for
     * @param invokeNanos when it was invoked
     * @param returnNanos when it returned
     * @return the operation
     */
    public static <I, O> Operation<I, O> failed(int process, String key, I input, long invokeNanos, long returnNanos) {
        return new Operation<>(process, key, input, Optional.empty(), Outcome.FAILED, invokeNanos, returnNanos);
    }

    /**
     * A call of which nobody knows whether it took or will take effect.
     *
     * @param <I> what is asked for
     * @param <O> what is answered
     * @param process who called
     * @param key what the call is about
     * @param input what was asked for
     * @param invokeNanos when it was invoked
     * @return the operation
     */
    public static <I, O> Operation<I, O> unknown(int process, String key, I input, long invokeNanos) {
        return new Operation<>(process, key, input, Optional.empty(), Outcome.UNKNOWN, invokeNanos, OPEN);
    }

    /** {@return whether it was answered} */
    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** {@return the call in words, with its times in milliseconds} */
    @Override
    public String toString() {
        String end = outcome == Outcome.UNKNOWN ? "open" : "to " + millis(returnNanos);
        String answer = output.map(Object::toString).orElse(outcome == Outcome.FAILED ? "failed" : "outcome unknown");
        return "process " + process + ", " + millis(invokeNanos) + " " + end + ", key " + key + ": " + input + " -> "
                + answer;
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString() + " ms";
    }
}
