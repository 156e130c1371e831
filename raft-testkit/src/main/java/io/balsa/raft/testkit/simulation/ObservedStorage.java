package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;

/** Passes everything on to the real storage, and keeps account of what it has reported durable. */
final class ObservedStorage implements LogStorage {
    /** Told what is written, in the order in which it takes effect. */
    interface Observer {
        void writing(List<WriteBatch> batches);

        void durable(WriteBatch batch);

        /** All that was written last is durable. */
        void persisted();

        void failed();
    }

    private final LogStorage real;
    private final Observer observer;
    private final Runnable onRead;

    /** Handed to the real storage and never reported durable, since it failed or the server died: a prefix of these may be on the disk. */
    private final List<WriteBatch> inDoubt = new ArrayList<>();

    ObservedStorage(LogStorage real, Observer observer, Runnable onRead) {
        this.real = real;
        this.observer = observer;
        this.onRead = onRead;
    }

    @Override
    public void persist(List<WriteBatch> batches) throws StorageException {
        List<WriteBatch> kept = batches.stream().map(ObservedStorage::kept).toList();
        inDoubt.addAll(kept);
        observer.writing(kept);
        try {
            real.persist(batches);
        } catch (StorageException e) {
            observer.failed();
            throw e;
        }
        observer.persisted();
        for (WriteBatch batch : kept) {
            observer.durable(batch);
        }
        inDoubt.clear();
    }

    /** The bytes are the server's again once they are written. */
    private static WriteBatch kept(WriteBatch batch) {
        return new WriteBatch(
                batch.seq(),
                batch.hardState(),
                batch.truncateFrom(),
                batch.entries().copy());
    }

    List<WriteBatch> inDoubt() {
        return List.copyOf(inDoubt);
    }

    @Override
    public RestoredState restored() {
        return real.restored();
    }

    @Override
    public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
        onRead.run();
        return real.read(from, to, maxBytes);
    }

    @Override
    public long lastIndexWithin(long from, long to, long maxBytes) {
        return real.lastIndexWithin(from, to, maxBytes);
    }

    @Override
    public void settle() throws StorageException {
        real.settle();
    }

    @Override
    public void idle() throws StorageException {
        real.idle();
    }

    @Override
    public void close() {
        real.close();
    }
}
