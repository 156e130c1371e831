package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.openRoomy;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.Batches.Contents;
import org.junit.jupiter.api.Test;

/** The last write was acknowledged, the process was killed, and then a bit of that write rots. */
final class SettleWindowTests {
    private final MemoryDisk disk = new MemoryDisk();

    private void writeKillAndDamage(boolean settled) throws StorageException {
        LogStorage log = openRoomy(disk);
        persist(log, append(1, 1, 1, 100));
        log.settle();
        persist(log, append(2, 1, 1, 100));
        if (settled) {
            log.settle();
        }
        disk.kill();
        byte[] segment = disk.bytes(disk.lastSegment());
        int end = segment.length;
        while (segment[end - 1] == 0) {
            end--;
        }
        segment[end - (settled ? 100 : 10)] ^= 1;
    }

    @Test
    void isRefusedOnceTheMarkIsWritten() throws StorageException {
        writeKillAndDamage(true);
        assertThrows(CorruptLogException.class, () -> reopen(disk));
    }

    /** One of the double faults that are not found: see "What can go wrong" in the description of the format. */
    @Test
    void looksLikeATornEndUntilThen() throws StorageException {
        writeKillAndDamage(false);
        assertEquals(Contents.EMPTY.after(append(1, 1, 1, 100)), reopen(disk));
    }
}
