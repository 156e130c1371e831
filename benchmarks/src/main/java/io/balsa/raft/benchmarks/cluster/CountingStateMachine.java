package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Counts commands, and chains a hash over their bytes and order, so that replicas can be compared. */
final class CountingStateMachine implements StateMachine {
    private static final byte[] NO_RESULT = {};

    // Written by the apply thread, read by the one that measures.
    private volatile State state = new State(0, 0);

    /**
     * The state.
     *
     * @param count how many commands were applied
     * @param hash depends on each of them, and on their order
     */
    record State(long count, long hash) {
        State after(ByteBuffer command) {
            return new State(count + 1, 31 * hash + command.getLong(0));
        }
    }

    State state() {
        return state;
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        state = state.after(entry.command());
        return NO_RESULT;
    }

    @Override
    public Snapshot snapshot() {
        State now = state;
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(now.count());
            data.writeLong(now.hash());
            data.flush();
        };
    }

    @Override
    public void restore(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        state = new State(data.readLong(), data.readLong());
    }
}
