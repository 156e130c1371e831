package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.CLUSTER;
import static io.balsa.raft.storage.Batches.NODE;
import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.contents;
import static io.balsa.raft.storage.Batches.openRoomy;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.Batches.Contents;
import io.balsa.raft.storage.disk.Disk;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written are whole blocks, of which the last is written again and again until it is full. */
final class BlockWriteTests {
    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void blockThatIsWrittenAgainHoldsTheSameBytesAsBefore() throws StorageException {
        try (LogStorage log = openInOneSegment()) {
            for (int i = 0; i < 30; i++) {
                byte[] before = disk.bytes(disk.lastSegment()).clone();
                int end = endOf(before);
                persist(log, append(1 + i, 1, 1, 50 + 13 * i));
                byte[] after = disk.bytes(disk.lastSegment());
                assertArrayEquals(Arrays.copyOf(before, end), Arrays.copyOf(after, end), "batch " + i);
            }
        }
    }

    @Test
    void writesEndWithTheBlockThatHoldsTheLastFrameUnlessNoneReachedIt() throws StorageException {
        try (LogStorage log = openInOneSegment()) {
            int reach = 0;
            for (int i = 0; i < 30; i++) {
                disk.operations.clear();
                persist(log, append(1 + i, 1, 1, 100 + 977 * (i % 9)));
                int end = endOf(disk.bytes(disk.lastSegment()));
                String[] write = disk.operations.get(0).split(" ", -1);
                int written = Integer.parseInt(write[2]) + Integer.parseInt(write[3]);
                boolean first = end > reach;
                assertTrue(
                        written >= end && (first || written - end < Disk.BLOCK_BYTES),
                        disk.operations + ", frames end at " + end + ", reached were " + reach);
                reach = Math.max(reach, written);
            }
        }
    }

    @Test
    void openingGoesOnInTheMiddleOfABlock() throws StorageException {
        Contents expected = Contents.EMPTY;
        for (int i = 0; i < 30; i++) {
            WriteBatch batch = append(1 + i, 1, 1, 10 + 7 * i);
            try (LogStorage log = openRoomy(disk)) {
                persist(log, batch);
                disk.kill();
            }
            expected = expected.after(batch);
        }
        assertEquals(expected, reopen(disk));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void realFilesHoldTheLogWithAndWithoutDirectWrites(boolean direct, @TempDir Path directory)
            throws StorageException {
        StorageOptions options = StorageOptions.builder()
                .segmentBytes(64 << 10)
                .writeBufferBytes(16 << 10)
                .directIo(direct)
                .build();
        FileStorage storage = FileStorage.at(directory, options);
        Contents expected = Contents.EMPTY;
        for (int life = 0; life < 3; life++) {
            try (LogStorage log = storage.open(CLUSTER, NODE)) {
                for (int i = 0; i < 30; i++) {
                    // Some do not fit into the buffer, and one not into a segment.
                    WriteBatch batch = append(
                            expected.entries().size() + 1, 1, 1, i % 7 == 0 ? 30_000 : i == 11 ? 90_000 : 301 * i);
                    persist(log, batch);
                    expected = expected.after(batch);
                }
            }
        }
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            assertEquals(expected, contents(log, log.restored()));
        }
    }

    private LogStorage openInOneSegment() throws StorageException {
        StorageOptions options = StorageOptions.builder()
                .segmentBytes(1 << 20)
                .writeBufferBytes(16 << 10)
                .build();
        return FileStorage.on(disk, options).open(CLUSTER, NODE);
    }

    /** The payloads of the first 32 entries are of bytes other than zero. */
    private static int endOf(byte[] segment) {
        int end = segment.length;
        while (segment[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
