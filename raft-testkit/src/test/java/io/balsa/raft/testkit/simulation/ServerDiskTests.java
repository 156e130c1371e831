package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.CorruptLogException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.StorageOptions;
import io.balsa.raft.testkit.disk.WriteFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the simulator's disks do to a real storage is to be found by it, whenever a world lets it come to light. */
class ServerDiskTests {
    private static final NodeId NODE = NodeId.of("n1");

    /** Longer than a sector: the rest of a sector that was lost comes along with the next write to it. */
    private static final int PAYLOAD_BYTES = 10_000;

    private final AtomicInteger strikes = new AtomicInteger();
    private final ServerDisk disk = new ServerDisk("n1", 1);
    private LogStorage storage;
    private long lastIndex;

    private void open() throws StorageException {
        storage = disk.whileOpening(
                () -> FileStorage.on(disk.disk(), StorageOptions.defaults()).open(World.CLUSTER, NODE));
    }

    private void persist() throws StorageException {
        EntryEncoder encoder = new EntryEncoder(EntryFormat.encodedBytes(PAYLOAD_BYTES), ++lastIndex, 1, 0);
        byte[] payload = new byte[PAYLOAD_BYTES];
        payload[PAYLOAD_BYTES / 2] = (byte) lastIndex;
        encoder.add(EntryKind.COMMAND, payload);
        disk.persisting();
        storage.persist(List.of(new WriteBatch(lastIndex, Optional.empty(), 0, encoder.finish())));
        disk.persisted();
    }

    private void lie(FaultKind kind, long seed) throws StorageException {
        open();
        persist();
        disk.lieAbout(kind, Chance.of(seed, "which"), strikes::incrementAndGet);
        while (strikes.get() == 0) {
            persist();
        }
    }

    @Test
    void aLostWriteIsFoundOnceSomethingIsForcedBehindIt() throws StorageException {
        lie(FaultKind.LOST_WRITE, 1);
        assertTrue(disk.isLossInvisible());
        persist();
        assertFalse(disk.isLossInvisible());
        disk.died(true);
        assertThrows(CorruptLogException.class, this::open);
    }

    @Test
    void aMisplacedWriteIsFoundOnceSomethingIsForcedBehindIt() throws StorageException {
        lie(FaultKind.MISDIRECTED_WRITE, 2);
        persist();
        disk.died(true);
        assertThrows(CorruptLogException.class, this::open);
    }

    /** The limit that the product states, and the reason why no world brings a loss to light before that. */
    @Test
    void aLostWriteAtTheEndLooksLikeATornOne() throws StorageException {
        lie(FaultKind.LOST_WRITE, 1);
        disk.died(true);
        open();
        assertEquals(lastIndex - 1, storage.restored().lastIndex());
    }

    @Test
    void aRunningServerIsNotServedWhatWasLost() throws StorageException {
        lie(FaultKind.LOST_WRITE, 1);
        long lost = lastIndex;
        disk.forgetCache();
        assertEquals(lost, storage.read(lost, lost, 1 << 20).lastIndex());
        persist();
        disk.forgetCache();
        assertThrows(StorageException.class, () -> storage.read(lost, lost, 1 << 20));
        assertEquals(1, storage.read(1, 1, 1 << 20).lastIndex());
    }

    @Test
    void aBitInTheLastFileWaitsForSomethingBehindIt() throws StorageException {
        open();
        persist();
        disk.rot(Chance.of(3, "where"), strikes::incrementAndGet);
        assertTrue(disk.isAboutToRot());
        assertEquals(0, strikes.get());
        persist();
        assertFalse(disk.isAboutToRot());
        assertEquals(1, strikes.get());
        disk.died(false);
        assertThrows(CorruptLogException.class, this::open);
    }

    @Test
    void anotherDiskIsEmptyAndHasAnotherIdentity() throws StorageException {
        open();
        persist();
        Object identity = disk.disk().randomId();
        disk.died(true);
        disk.replace();
        lastIndex = 0;
        open();
        assertEquals(0, storage.restored().lastIndex());
        assertNotEquals(identity, disk.disk().randomId());
    }

    @Test
    void oneWriteIsLostAndNoMore() {
        DiskLie lie = new DiskLie(WriteFault.LOST, 1, strikes::incrementAndGet);
        assertEquals(WriteFault.NONE, lie.onWrite("a", 0, 1));
        assertFalse(lie.isInvisible());
        assertEquals(WriteFault.LOST, lie.onWrite("a", 1, 1));
        assertEquals(WriteFault.NONE, lie.onWrite("a", 2, 1));
        assertEquals(1, strikes.get());
        assertTrue(lie.isInvisible());
    }
}
