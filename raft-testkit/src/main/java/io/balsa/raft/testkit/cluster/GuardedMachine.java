package io.balsa.raft.testkit.cluster;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The user's state machine on one server, behind a lock: so that a test sees from its own thread what the server's thread has applied, and can
 * take a snapshot in between.
 */
final class GuardedMachine implements StateMachine {
    private final ReentrantLock lock = new ReentrantLock();
    private final StateMachine machine;
    private final LongConsumer onApplied;
    private long appliedIndex;

    GuardedMachine(StateMachine machine, LongConsumer onApplied) {
        this.machine = machine;
        this.onApplied = onApplied;
    }

    @Override
    public byte[] apply(CommittedEntry entry) throws Exception {
        lock.lock();
        try {
            byte[] result = machine.apply(entry);
            appliedIndex = entry.index();
            onApplied.accept(entry.index());
            return result;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] read(byte[] query) throws Exception {
        lock.lock();
        try {
            return machine.read(query);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Snapshot snapshot() {
        lock.lock();
        try {
            return machine.snapshot();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void restore(InputStream in) throws IOException {
        lock.lock();
        try {
            machine.restore(in);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the user's object; what was applied before this call shows in it} */
    StateMachine machine() {
        lock.lock();
        try {
            return machine;
        } finally {
            lock.unlock();
        }
    }

    /** {@return index of the last command applied, 0 if there was none} */
    long appliedIndex() {
        lock.lock();
        try {
            return appliedIndex;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes the state as it is.
     *
     * @return index of the last command in it
     */
    long writeState(OutputStream out) throws IOException {
        lock.lock();
        try (Snapshot view = machine.snapshot()) {
            view.writeTo(out);
            return appliedIndex;
        } finally {
            lock.unlock();
        }
    }
}
