package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.util.ArrayList;
import java.util.List;

/**
 * The only way in which requests end: settles them, gives back their room, and hands them to the callbacks. Safe to
 * use from any thread.
 */
final class Completions {
    private final Admission admission;
    private final Callbacks callbacks;

    Completions(Admission admission, Callbacks callbacks) {
        this.admission = admission;
        this.callbacks = callbacks;
    }

    /** Fails a request, unless somebody was faster. */
    void fail(Pending pending, RaftException failure) {
        if (pending.fail(failure)) {
            admission.release(1, pending.payload.length);
            callbacks.execute(pending);
        }
    }

    /** {@return a batch, so that room and callbacks are dealt with once for many} */
    Batch batch() {
        return new Batch();
    }

    /** Requests settled one after the other by one thread. */
    final class Batch {
        private final List<Pending> settled = new ArrayList<>();
        private long payloadBytes;

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
            payloadBytes += pending.payload.length;
        }

        int size() {
            return settled.size();
        }

        /** Hands over what was settled since the last time. */
        void handOver() {
            if (settled.isEmpty()) {
                return;
            }
            admission.release(settled.size(), payloadBytes);
            callbacks.executeAll(settled);
            settled.clear();
            payloadBytes = 0;
        }
    }
}
