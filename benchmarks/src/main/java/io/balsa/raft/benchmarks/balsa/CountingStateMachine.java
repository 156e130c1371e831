package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.benchmarks.drive.Applied;
import java.io.InputStream;

/** Applies commands as every library in the comparison does. */
public final class CountingStateMachine implements StateMachine {
    private static final byte[] NO_RESULT = {};

    private final Applied applied = new Applied();

    /** For a server of this library. */
    public CountingStateMachine() {}

    /** {@return what was applied so far} */
    public Applied applied() {
        return applied;
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        applied.apply(entry.command());
        return NO_RESULT;
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException("a measurement keeps the whole log");
    }

    @Override
    public void restore(InputStream in) {
        throw new UnsupportedOperationException("a measurement keeps the whole log");
    }
}
