package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Tells of each command that a state machine was given.
 *
 * @param real the state machine
 * @param observer told of each command once it is applied
 */
record ObservedMachine(StateMachine real, Consumer<CommittedEntry> observer) implements StateMachine {
    @Override
    public byte[] apply(CommittedEntry entry) throws Exception {
        byte[] answer = real.apply(entry);
        observer.accept(entry);
        return answer;
    }

    @Override
    public byte[] read(byte[] query) throws Exception {
        return real.read(query);
    }

    @Override
    public Snapshot snapshot() {
        return real.snapshot();
    }

    @Override
    public void restore(InputStream in) throws IOException {
        real.restore(in);
    }
}
