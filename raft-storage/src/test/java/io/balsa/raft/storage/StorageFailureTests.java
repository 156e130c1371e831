package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.describe;
import static io.balsa.raft.storage.Batches.entries;
import static io.balsa.raft.storage.Batches.open;
import static io.balsa.raft.storage.Batches.openRoomy;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.Batches.Contents;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log does when the disk does not do what it is told. */
final class StorageFailureTests {
    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void failedForceIsFinal() throws StorageException {
        failingOnceIsFinal("force log-");
    }

    @Test
    void failedWriteIsFinal() throws StorageException {
        failingOnceIsFinal("write log-");
    }

    private void failingOnceIsFinal(String operation) throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 50));
        disk.failOn(o -> o.startsWith(operation));
        StorageException first = assertThrows(StorageException.class, () -> persist(log, append(3, 1, 1, 50)));
        disk.failOn(o -> false);
        disk.operations.clear();
        StorageException second = assertThrows(StorageException.class, () -> persist(log, append(3, 1, 1, 50)));
        assertTrue(second.getMessage().contains("injected: " + operation), second.getMessage());
        assertEquals(first, second.getCause());
        assertThrows(StorageException.class, log::idle);
        assertEquals(List.of(), disk.operations, "nothing is tried again");
        assertEquals(describe(entries(1, 2, 1, 50)), describe(log.read(1, 2, 1000)), "reading goes on");
        assertThrows(StorageException.class, () -> log.read(1, 3, 1000));
        log.close();
        assertEquals(List.of(), disk.operations, "not at the end either");
    }

    @Test
    void failedForceLeavesNoMarkThatVouchesForIt() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 50));
        disk.failOn(o -> o.startsWith("force"));
        assertThrows(StorageException.class, () -> persist(log, append(3, 1, 1, 50)));
        disk.failOn(o -> false);
        log.close();
        disk.powerCut();
        assertEquals(Contents.EMPTY.after(append(1, 2, 1, 50)), reopen(disk));
    }

    @Test
    void failureWhileASegmentIsMadeIsFinal() throws StorageException {
        for (String operation : List.of("open CREATE", "write next", "force next", "rename", "forceDirectory")) {
            MemoryDisk own = new MemoryDisk();
            LogStorage log = open(own);
            persist(log, append(1, 10, 1, 1000));
            own.failOn(o -> o.startsWith(operation));
            assertThrows(StorageException.class, () -> persist(log, append(11, 10, 1, 1000)), operation);
            own.failOn(o -> false);
            assertThrows(StorageException.class, () -> persist(log, append(11, 10, 1, 1000)), operation);
            log.close();
            own.powerCut();
            assertEquals(Contents.EMPTY.after(append(1, 10, 1, 1000)), reopen(own));
        }
    }

    @Test
    void directoryIsForcedBeforeAnythingInANewSegmentCounts() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 10, 1, 1000));
        disk.operations.clear();
        persist(log, append(11, 10, 1, 1000));
        String first = disk.segments().get(0);
        String second = disk.segments().get(1);
        int oldForced = disk.operations.indexOf("force " + first);
        int renamed = disk.operations.indexOf("rename next.wal " + second);
        int directoryForced = disk.operations.indexOf("forceDirectory");
        int written = firstWith("write " + second);
        assertTrue(0 <= oldForced && oldForced < renamed, () -> disk.operations.toString());
        assertTrue(renamed < directoryForced && directoryForced < written, () -> disk.operations.toString());
        assertEquals("force next.wal", disk.operations.get(renamed - 1), "the head is durable before the name is");
    }

    private int firstWith(String prefix) {
        for (int i = 0; i < disk.operations.size(); i++) {
            if (disk.operations.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void idleForcesTheMarkOnce() throws StorageException {
        LogStorage log = open(disk);
        log.idle();
        disk.operations.clear();
        log.idle();
        assertEquals(List.of(), disk.operations);
        persist(log, append(1, 1, 1, 50));
        disk.operations.clear();
        log.idle();
        log.idle();
        assertEquals(1, disk.count("force"), () -> disk.operations.toString());
        byte[] marked = disk.bytes(disk.lastSegment()).clone();
        disk.powerCut();
        assertArrayEquals(marked, disk.bytes(disk.lastSegment()));
        marked[Layout.HEAD_BYTES + FrameHeader.BYTES + 40]++;
        disk.put(disk.lastSegment(), marked);
        assertThrows(CorruptLogException.class, () -> reopen(disk), "acknowledged, so never a torn end");
    }

    @Test
    void readErrorsNameTheFile() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 50));
        String name = disk.lastSegment();
        disk.failOn(o -> o.equals("read " + name));
        StorageException e = assertThrows(StorageException.class, () -> log.read(1, 2, 1000));
        assertTrue(e.getMessage().contains(name), e.getMessage());
        assertNotNull(e.getCause());
        disk.failOn(o -> false);
        assertEquals(2, log.read(1, 2, 1000).lastIndex(), "a read may be tried again");
    }

    @Test
    void damagedEntriesAreNeverReturned() throws StorageException {
        LogStorage log = openRoomy(disk);
        persist(log, append(1, 3, 1, 500));
        persist(log, append(4, 20, 1, 700));
        byte[] bytes = disk.bytes(disk.lastSegment());
        List<String> expected = contents(log, 23);
        int refused = 0;
        for (int i = Layout.HEAD_BYTES; i < Layout.HEAD_BYTES + 17_000; i += 3) {
            bytes[i] ^= 0x40;
            try {
                assertEquals(expected, contents(log, 23), "byte " + i);
            } catch (CorruptLogException e) {
                refused++;
                assertTrue(e.offset() <= i && e.offset() > i - 800, "byte " + i + ": " + e.getMessage());
            }
            bytes[i] ^= 0x40;
        }
        assertTrue(refused > 5000, "refused " + refused);
    }

    private static List<String> contents(LogStorage log, long lastIndex) throws StorageException {
        return describe(log.read(1, lastIndex, Long.MAX_VALUE));
    }

    @Test
    void failedOpeningLetsGoOfTheLock() throws StorageException {
        open(disk).close();
        disk.failOn(o -> o.startsWith("open READ"));
        assertThrows(StorageException.class, () -> open(disk));
        disk.failOn(o -> false);
        open(disk).close();
        assertFalse(disk.segments().isEmpty());
    }
}
