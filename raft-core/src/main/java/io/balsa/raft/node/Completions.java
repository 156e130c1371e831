package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.util.ArrayList;
import java.util.List;

/**
 * The only way in which requests end: settles them and hands them to the callbacks. Safe to
 * use from any thread.
 */
final class Completions {
    private final Callbacks callbacks;

    Completions(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Fails a request, unless somebody was faster. */
    void fail(Pending pending, RaftException failure) {
        if (pending.fail(failure)) {
            callbacks.execute(pending);
        }
    }

    /** {@return a batch, so that callbacks are woken once for many} */
    Batch batch() {
        return new Batch();
    }

    /** Requests settled one after the other by one thread. */
    final class Batch {
        private final List<Pending> settled = new ArrayList<>();

        void succeed(Pending pending, byte[] result) {
            if (pending.succeed(result)) {
                add(pending);
            }
        }

        void fail(Pending pending, RaftException failure) {
            if (pending.fail(failure)) {
                add(pending);
            }
        }

        private void add(Pending pending) {
            settled.add(pending);
        }

        int size() {
            return settled.size();
        }

        /** Hands over what was settled since the last time. */
        void handOver() {
            if (settled.isEmpty()) {
                return;
            }
            callbacks.executeAll(settled);
            settled.clear();
        }
    }
}
