package io.balsa.raft.benchmarks.peers.jgroups;

import io.balsa.raft.benchmarks.drive.Applied;
import java.io.DataInput;
import java.io.DataOutput;
import org.jgroups.raft.StateMachine;

/** Applies commands as every library in the comparison does. */
final class CountingStateMachine implements StateMachine {
    private final Applied applied;

    CountingStateMachine(Applied applied) {
        this.applied = applied;
    }

    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
        applied.apply(data, offset, length);
        return null;
    }

    @Override
    public void readContentFrom(DataInput in) {
        throw new UnsupportedOperationException("a comparison keeps the whole log");
    }

    @Override
    public void writeContentTo(DataOutput out) {
        throw new UnsupportedOperationException("a comparison keeps the whole log");
    }
}
