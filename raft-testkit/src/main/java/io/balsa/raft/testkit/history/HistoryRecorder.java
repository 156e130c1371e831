package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the calls of clients while they run. Safe for use by many threads.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public final class HistoryRecorder<I, O> {
    private final List<Operation<I, O>> ended = new ArrayList<>();
    private final Set<Call> open = new LinkedHashSet<>();
    private int processes;

    /** Collects nothing yet. */
    public HistoryRecorder() {}

    /**
     * Names a process. A client takes one when it begins, and another after each unknown outcome.
     *
     * @return a number that no other process has
     */
    public synchronized int newProcess() {
        return ++processes;
    }

    /**
     * Notes that a call is about to be made; so call this first.
     *
     * @param process who calls, from {@link #newProcess}
     * @param key what the call is about
     * @param input what is asked for
     * @param nowNanos what the clock shows
     * @return the call, to be told how it ends
     */
    public synchronized Call invoke(int process, String key, I input, long nowNanos) {
        Call call = new Call(process, key, input, nowNanos);
        open.add(call);
        return call;
    }

    /** {@return what has happened so far; calls that have not ended yet have an unknown outcome} */
    public synchronized History<I, O> history() {
        List<Operation<I, O>> operations = new ArrayList<>(ended);
        open.forEach(call -> operations.add(call.asUnknown()));
        return new History<>(operations);
    }

    /** Throws if the call has ended before. */
    private synchronized void end(Call call, Operation<I, O> operation) {
        if (!open.remove(call)) {
            throw new IllegalStateException(
                    "call ended twice, now as " + operation + ": expected one end for each call");
        }
        ended.add(operation);
    }

    /** A call under way. Exactly one of its methods is called, once, when it has ended. */
    public final class Call {
        private final int process;
        private final String key;
        private final I input;
        private final long invokeNanos;

        private Call(int process, String key, I input, long invokeNanos) {
            this.process = process;
            this.key = key;
            this.input = input;
            this.invokeNanos = invokeNanos;
        }

        /**
         * It was answered.
         *
         * @param output what was answered
         * @param nowNanos what the clock shows
         */
        public void ok(O output, long nowNanos) {
            end(this, Operation.ok(process, key, input, output, invokeNanos, nowNanos));
        }

        /**
         * It certainly took no effect, and never will.
         *
         * @param nowNanos what the clock shows
         */
        public void failed(long nowNanos) {
            end(this, Operation.failed(process, key, input, invokeNanos, nowNanos));
        }

        /** It may have taken effect, or may still. The process must make no more calls. */
        public void unknown() {
            end(this, asUnknown());
        }

        private Operation<I, O> asUnknown() {
            return Operation.unknown(process, key, input, invokeNanos);
        }
    }
}
