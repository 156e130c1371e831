package io.balsa.raft.testkit.memory;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A storage in memory that behaves like a disk: what was persisted is there when it is opened again, what was not is gone. Keep the object to
 * restart a server; drop it to lose a server's disk. Safe to use from several threads.
 *
 * <p>A test may let it fail: {@link #failPersist} and {@link #failReads} while it is open, {@link #crash} to take it away from a running
 * server.
 */
public final class MemoryStorage implements Storage {
    private final ReentrantLock lock = new ReentrantLock();
    private final MemoryLog log = new MemoryLog();
    private Optional<String> owner = Optional.empty();
    private Optional<MemoryLogStorage> open = Optional.empty();
    private Optional<Integer> batchesUntilFailure = Optional.empty();
    private boolean readsFail;

    /** Makes an empty storage. */
    public MemoryStorage() {}

    @Override
    public LogStorage open(String clusterId, NodeId node) throws StorageException {
        lock.lock();
        try {
            if (open.isPresent()) {
                throw new StorageException("storage in memory of " + node + ": it is open already");
            }
            String opener = node + " of cluster " + clusterId;
            if (owner.isPresent() && !owner.get().equals(opener)) {
                throw new StorageException("storage in memory: opened by " + opener + ", it belongs to " + owner.get());
            }
            owner = Optional.of(opener);
            batchesUntilFailure = Optional.empty();
            readsFail = false;
            MemoryLogStorage opened = new MemoryLogStorage(this);
            open = Optional.of(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets writing fail, for good, until the storage is opened again.
     *
     * @param afterBatches how many more batches become durable before the failure: those of them that come in one call with the one
     *     that fails are durable, though nobody is told so
     */
    public void failPersist(int afterBatches) {
        if (afterBatches < 0) {
            throw new IllegalArgumentException("afterBatches " + afterBatches + ": expected 0 or more");
        }
        lock.lock();
        try {
            batchesUntilFailure = Optional.of(afterBatches);
        } finally {
            lock.unlock();
        }
    }

    /** Lets reading fail until the storage is opened again. */
    public void failReads() {
        lock.lock();
        try {
            readsFail = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the storage away from whoever has it open, as if the machine had lost power: every further call of that fails. What was persisted
     * stays, and the storage can be opened again.
     */
    public void crash() {
        lock.lock();
        try {
            open = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    ReentrantLock lock() {
        return lock;
    }

    /** The content; to be called with the lock held. */
    MemoryLog log() {
        return log;
    }

    /** What is durable; to be called with the lock held. */
    RestoredState restored() {
        return log.restored();
    }

    /** The content, for the one that has the storage open; to be called with the lock held. */
    MemoryLog logFor(MemoryLogStorage user) throws StorageException {
        if (open.isEmpty() || open.get() != user) {
            throw new StorageException("storage in memory: it is closed");
        }
        return log;
    }

    /** Whether the next batch may be written; to be called with the lock held. */
    void admitBatch() throws StorageException {
        if (batchesUntilFailure.isPresent()) {
            int left = batchesUntilFailure.get();
            if (left == 0) {
                throw new StorageException("storage in memory: writing fails, as the test asked for");
            }
            batchesUntilFailure = Optional.of(left - 1);
        }
    }

    /** Whether reading works; to be called with the lock held. */
    void admitRead() throws StorageException {
        if (readsFail) {
            throw new StorageException("storage in memory: reading fails, as the test asked for");
        }
    }

    void close(MemoryLogStorage user) {
        lock.lock();
        try {
            if (open.isPresent() && open.get() == user) {
                open = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }
}
