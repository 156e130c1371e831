package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.StorageOptions;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Segments are holes, so a disk can be full in the middle of one. */
final class FullDiskTests {
    private static final NodeId NODE = NodeId.of("n1");
    private static final int SECTOR = 4096;

    private final SimulatedDisk disk = new SimulatedDisk("d", 1);
    private long lastIndex;
    private long seq;

    private LogStorage open() throws StorageException {
        StorageOptions options = StorageOptions.builder().segmentBytes(1 << 20).build();
        return FileStorage.on(disk, options).open("c", NODE);
    }

    private void append(LogStorage log, int payloadBytes) throws StorageException {
        EntryEncoder encoder = new EntryEncoder(EntryFormat.encodedBytes(payloadBytes), lastIndex + 1, 1, 1);
        byte[] payload = new byte[payloadBytes];
        Arrays.fill(payload, (byte) 7); // zeros would be there though they were never written
        encoder.add(EntryKind.COMMAND, payload);
        log.persist(List.of(new WriteBatch(++seq, Optional.empty(), 0, encoder.finish())));
        lastIndex++;
    }

    private void leaveFree(long bytes) {
        disk.setCapacityBytes(Long.MAX_VALUE - 1);
        disk.setCapacityBytes(Long.MAX_VALUE - 1 - disk.freeBytes() + bytes);
    }

    @Test
    void aNewSegmentTakesItsHeadAndItsEnd() throws StorageException {
        disk.setCapacityBytes(5 * SECTOR);
        try (LogStorage log = open()) {
            assertEquals(0, disk.freeBytes());
            assertEquals(0, log.restored().lastIndex());
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheDiskWasFull() throws StorageException {
        for (int free = 1; free < 20; free++) {
            LogStorage log = open();
            append(log, 100);
            append(log, 300_000);
            leaveFree((long) free * SECTOR);
            int room = free;
            assertThrows(StorageException.class, () -> append(log, (room + 1) * SECTOR));
            assertThrows(StorageException.class, () -> append(log, 1), "a failure is final");
            log.close();
            leaveFree(0);
            StorageException refused = assertThrows(StorageException.class, this::open);
            assertTrue(refused.getMessage().contains("no space left"), refused::getMessage);
            // What is in doubt after the failure goes to a file of its own.
            leaveFree(1 << 20);
            try (LogStorage reopened = open()) {
                assertEquals(lastIndex, reopened.restored().lastIndex());
            }
            disk.setCapacityBytes(Long.MAX_VALUE);
            try (LogStorage reopened = open()) {
                append(reopened, 100);
                assertEquals(1, reopened.read(lastIndex, lastIndex, 1000).count());
            }
        }
    }

    @Test
    void marksNeedNoRoomForZeros() throws StorageException {
        try (LogStorage log = open()) {
            append(log, 300_000);
            leaveFree(2 * SECTOR);
            assertDoesNotThrow(log::settle);
            assertDoesNotThrow(log::idle);
        }
    }
}
