package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.CLUSTER;
import static io.balsa.raft.storage.Batches.NODE;
import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.describe;
import static io.balsa.raft.storage.Batches.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs larger than the windows through which they are read and the buffer through which they are written. */
final class LargeLogTests {
    private static final StorageOptions OPTIONS = StorageOptions.builder()
            .segmentBytes(8 << 20)
            .writeBufferBytes(64 << 10)
            .build();

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 1000, 9000})
    void entriesAreFoundAgainWhateverTheSizeOfTheirFrames(int entriesPerBatch, @TempDir Path directory)
            throws StorageException {
        int total = 27_000;
        EncodedEntries all = entries(1, total, 1, 333);
        FileStorage storage = FileStorage.at(directory, OPTIONS);
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            List<WriteBatch> group = new ArrayList<>();
            for (long from = 1; from <= total; from += entriesPerBatch) {
                long to = Math.min(total, from + entriesPerBatch - 1);
                group.add(append(all.slice(from, to, Long.MAX_VALUE)));
                if (group.size() == 500 || to == total) {
                    log.persist(group);
                    group.clear();
                }
            }
        }
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            assertEquals(total, log.restored().lastIndex());
            long next = 1;
            while (next <= total) {
                EncodedEntries part = log.read(next, total, 2 << 20);
                assertTrue(part.sizeInBytes() <= 2 << 20);
                assertEquals(describe(all.slice(next, part.lastIndex(), Long.MAX_VALUE)), describe(part));
                next = part.lastIndex() + 1;
            }
            long within = log.lastIndexWithin(100, total, 1 << 20);
            assertTrue(within > 100 + 2700 && within <= 100 + 2842, "within a mebibyte: up to " + within);
        }
    }

    @Test
    void entryLargerThanEveryBufferIsReadBack(@TempDir Path directory) throws StorageException {
        EncodedEntries large = entries(1, 3, 1, 5 << 20);
        FileStorage storage = FileStorage.at(directory, OPTIONS);
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            log.persist(List.of(append(large), append(4, 1, 1, 10)));
        }
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            assertEquals(describe(large.slice(1, 1, 1)), describe(log.read(1, 4, 1)));
            assertEquals(describe(large), describe(log.read(1, 3, Long.MAX_VALUE)));
            assertEquals(4, log.read(2, 4, Long.MAX_VALUE).lastIndex());
        }
    }

    @Test
    void damageFarIntoAFrameIsNamedByItsOffset() throws StorageException {
        MemoryDisk disk = new MemoryDisk();
        FileStorage storage = FileStorage.on(disk, OPTIONS);
        LogStorage log = storage.open(CLUSTER, NODE);
        log.persist(List.of(append(1, 4000, 1, 964)));
        log.settle();
        disk.kill();
        int entry = 3210;
        int offset = Layout.HEAD_BYTES + FrameHeader.BYTES + (entry - 1) * 1000;
        disk.bytes(disk.lastSegment())[offset + 500]++;
        CorruptLogException e = assertThrows(CorruptLogException.class, () -> storage.open(CLUSTER, NODE));
        assertEquals(offset, e.offset());
        assertTrue(e.expected().startsWith("entry " + entry), e.getMessage());
        assertTrue(e.found().contains("checksum"), e.getMessage());
    }
}
