package io.balsa.raft.testkit.memory;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link MemoryStorage} while somebody has it open. */
final class MemoryLogStorage implements LogStorage {
    private final MemoryStorage storage;
    private final ReentrantLock lock;
    private final RestoredState restored;
    private long lastSeq;
    private boolean failed;

    /** To be called with the storage's lock held. */
    MemoryLogStorage(MemoryStorage storage) {
        this.storage = storage;
        this.lock = storage.lock();
        this.restored = storage.restored();
    }

    @Override
    public RestoredState restored() {
        return restored;
    }

    @Override
    public void persist(List<WriteBatch> batches) throws StorageException {
        lock.lock();
        try {
            if (failed) {
                throw new StorageException("storage in memory: writing has failed before, and that is final");
            }
            failed = true;
            MemoryLog log = storage.logFor(this);
            for (WriteBatch batch : batches) {
                if (batch.seq() <= lastSeq) {
                    throw new StorageException("batch " + batch.seq() + ": expected a number above " + lastSeq);
                }
                storage.admitBatch();
                log.write(batch);
                lastSeq = batch.seq();
            }
            failed = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
        lock.lock();
        try {
            MemoryLog log = storage.logFor(this);
            storage.admitRead();
            return log.read(from, to, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long lastIndexWithin(long from, long to, long maxBytes) {
        lock.lock();
        try {
            return storage.log().lastIndexWithin(from, to, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        storage.close(this);
    }
}
