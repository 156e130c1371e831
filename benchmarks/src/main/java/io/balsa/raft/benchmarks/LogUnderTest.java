package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A log on a disk that takes batch after batch. The batches are encoded beforehand, so that what is measured is the log; when they are used up, the
 * log is cut back to its beginning, which is one more small frame in hundreds of batches, and takes them again.
 */
final class LogUnderTest implements AutoCloseable {
    private static final int PREPARED_BYTES = 32 << 20;
    private static final String CLUSTER = "benchmark";
    private static final NodeId NODE = NodeId.of("n1");

    private final ScratchDirectory directory = ScratchDirectory.create("append");
    private final EncodedEntries[] batches;
    private final LogStorage log;
    private long seq;
    private int position;
    private long lastIndex;

    /** Batches that follow one another from index 1 on. */
    static EncodedEntries[] prepare(int entriesPerBatch) {
        EncodedEntries[] batches =
                new EncodedEntries[Math.min(8192, PREPARED_BYTES / (entriesPerBatch * CommandBatches.ENTRY_BYTES))];
        CommandBatches commands = new CommandBatches();
        for (int i = 0; i < batches.length; i++) {
            batches[i] = commands.next(1 + (long) i * entriesPerBatch, entriesPerBatch);
        }
        return batches;
    }

    LogUnderTest(EncodedEntries[] batches) throws IOException {
        this.batches = batches;
        this.log = open();
        log.persist(List.of(new WriteBatch(
                ++seq, Optional.of(new HardState(CommandBatches.TERM, Optional.of(NODE))), 0, EncodedEntries.none(1))));
    }

    private LogStorage open() throws StorageException {
        return FileStorage.at(directory.path()).open(CLUSTER, NODE);
    }

    long persistNext() throws StorageException {
        long truncateFrom = 0;
        if (position == batches.length) {
            position = 0;
            truncateFrom = 1;
        }
        EncodedEntries entries = batches[position++];
        log.persist(List.of(new WriteBatch(++seq, Optional.empty(), truncateFrom, entries)));
        lastIndex = entries.lastIndex();
        return lastIndex;
    }

    /** Ends it, and throws unless the log, opened again, holds all that was persisted. */
    @Override
    public void close() throws IOException {
        log.close();
        try (LogStorage reopened = open()) {
            RestoredState restored = reopened.restored();
            if (restored.lastIndex() != lastIndex || restored.hardState().term() != CommandBatches.TERM) {
                throw new IllegalStateException("persisted up to " + lastIndex + ", but found " + restored);
            }
        }
        directory.close();
    }
}
