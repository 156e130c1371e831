package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.util.List;

/**
 * A storage that takes batches, sees to it that they follow one another, and keeps nothing: costs no time, and no memory however long a measurement takes. What
 * a server still needs is in its tail cache; one that asks for more fails the measurement.
 */
final class ForgetfulStorage implements LogStorage {
    private long lastSeq;
    private long lastIndex;

    @Override
    public RestoredState restored() {
        return RestoredState.EMPTY;
    }

    @Override
    public void persist(List<WriteBatch> batches) throws StorageException {
        for (WriteBatch batch : batches) {
            EncodedEntries entries = batch.entries();
            boolean follows = entries.isEmpty() || entries.firstIndex() == lastIndex + 1;
            if (batch.seq() <= lastSeq || batch.truncateFrom() > 0 || !follows) {
                throw new StorageException("behind batch " + lastSeq + " and index " + lastIndex + " came " + batch);
            }
            lastSeq = batch.seq();
            lastIndex = entries.isEmpty() ? lastIndex : entries.lastIndex();
        }
    }

    @Override
    public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
        throw new StorageException("entries " + from + " to " + to + " of a storage that keeps nothing");
    }

    @Override
    public long lastIndexWithin(long from, long to, long maxBytes) {
        throw new IllegalStateException("entries " + from + " to " + to + " of a storage that keeps nothing");
    }

    @Override
    public void close() {}
}
