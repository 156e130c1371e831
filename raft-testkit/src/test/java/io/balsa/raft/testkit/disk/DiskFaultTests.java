package io.balsa.raft.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of a simulated disk: each does what its description says, and no more. */
final class DiskFaultTests {
    private static final int SECTOR = 4096;

    private final SimulatedDisk disk = new SimulatedDisk("d", 42);
    private final FaultQueue faults = new FaultQueue();
    private DiskFile file;

    @BeforeEach
    void fileOfFourDurableSectors() throws IOException {
        file = disk.open("a", Access.CREATE);
        DiskText.write(file, SECTOR, 0, "wxyz");
        file.force();
        disk.forceDirectory("");
        disk.setFaults(faults);
    }

    private String cached() throws IOException {
        return DiskText.read(disk, "a", SECTOR);
    }

    private String durable() throws IOException {
        return DiskText.read(disk.durableImage(), "a", SECTOR);
    }

    private byte[] read(int sectors) throws IOException {
        byte[] bytes = new byte[sectors * SECTOR];
        assertEquals(bytes.length, file.read(ByteBuffer.wrap(bytes), 0));
        return bytes;
    }

    @Test
    void failedForceKeepsTheCacheAndTheNextOneProvesNothing() throws IOException {
        DiskText.write(file, SECTOR, 0, "1234");
        faults.armForce(ForceFault.KEEPS_CACHE);
        assertThrows(IOException.class, file::force);
        assertEquals("1234", cached());
        String survived = durable();
        assertNotEquals("1234", survived);
        file.force();
        assertEquals(survived, durable());
        disk.kill();
        assertEquals("1234", cached(), "a restarted process reads the cache");
        disk.evictCache();
        assertEquals(survived, cached());
    }

    @Test
    void failedForceMayRevertTheCache() throws IOException {
        DiskText.write(file, SECTOR, 0, "1234");
        faults.armForce(ForceFault.REVERTS_CACHE);
        assertThrows(IOException.class, file::force);
        String survived = durable();
        assertNotEquals("1234", survived);
        assertEquals(survived, cached());
        file.force();
        assertEquals(survived, durable());
    }

    @Test
    void whatIsWrittenAnewAfterAFailedForceCanBeForced() throws IOException {
        DiskText.write(file, SECTOR, 0, "1234");
        faults.armForce(ForceFault.KEEPS_CACHE);
        assertThrows(IOException.class, file::force);
        // One byte makes its whole page dirty, as the cache shows it.
        for (int sector = 0; sector < 4; sector++) {
            file.write(ByteBuffer.wrap(new byte[] {(byte) ('1' + sector)}), (long) sector * SECTOR);
        }
        file.force();
        assertEquals("1234", durable());
    }

    @Test
    void failedForceOfADirectoryMakesItsNamesNeverDurable() throws IOException {
        disk.open("b", Access.CREATE).close();
        faults.armDirectoryForce(ForceFault.KEEPS_CACHE);
        assertThrows(IOException.class, () -> disk.forceDirectory(""));
        disk.forceDirectory("");
        assertEquals(2, disk.list("").size());
        assertEquals(1, disk.durableImage().list("").size());
        disk.open("c", Access.CREATE).close();
        faults.armDirectoryForce(ForceFault.REVERTS_CACHE);
        assertThrows(IOException.class, () -> disk.forceDirectory(""));
        assertEquals(1, disk.list("").size());
    }

    @Test
    void readErrorGoesAwayUnlessItIsSticky() throws IOException {
        faults.armRead(ReadFault.ERROR);
        assertThrows(IOException.class, () -> read(1));
        read(4);
        faults.armRead(ReadFault.STICKY_ERROR);
        assertThrows(IOException.class, () -> read(4));
        assertThrows(IOException.class, () -> read(1));
        disk.powerCut(PowerCut.LOSE_ALL);
        file = disk.open("a", Access.WRITE);
        assertThrows(IOException.class, () -> read(1));
        assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(10), 5), "needs the rest of the sector");
        DiskText.write(file, SECTOR, 0, "n");
        read(4);
        assertEquals("nxyz", cached());
    }

    @Test
    void shortReadIsAPrefix() throws IOException {
        byte[] whole = read(4);
        faults.armRead(ReadFault.SHORT);
        ByteBuffer target = ByteBuffer.allocate(4 * SECTOR);
        int count = file.read(target, 0);
        assertTrue(count > 0 && count < whole.length);
        assertEquals(count, target.position());
        assertEquals(ByteBuffer.wrap(whole, 0, count), target.flip());
    }

    @Test
    void bitFlipHitsOneBitOfOneRead() throws IOException {
        byte[] whole = read(4);
        faults.armRead(ReadFault.BIT_FLIP);
        BitSet difference = BitSet.valueOf(whole);
        difference.xor(BitSet.valueOf(read(4)));
        assertEquals(1, difference.cardinality());
        assertArrayEquals(whole, read(4));
    }

    @Test
    void readMayZeroOrReplaceASector() throws IOException {
        faults.armRead(ReadFault.ZEROED_SECTOR);
        String zeroed = letters(read(4));
        assertEquals(1, zeroed.chars().filter(c -> c == 0).count(), zeroed);
        boolean replaced = false;
        for (int i = 0; i < 20; i++) {
            faults.armRead(ReadFault.MISDIRECTED);
            String found = letters(read(4));
            replaced |= found.chars().distinct().count() == 3;
        }
        assertTrue(replaced);
        assertEquals("wxyz", cached());
    }

    private static String letters(byte[] bytes) {
        StringBuilder letters = new StringBuilder();
        for (int at = 0; at < bytes.length; at += SECTOR) {
            letters.append((char) bytes[at]);
        }
        return letters.toString();
    }

    @Test
    void writeErrorWritesNothing() throws IOException {
        faults.armWrite(WriteFault.ERROR);
        assertThrows(IOException.class, () -> DiskText.write(file, SECTOR, 0, "1234"));
        assertEquals("wxyz", cached());
    }

    @Test
    void shortWriteWritesAPrefixAndFails() throws IOException {
        faults.armWrite(WriteFault.SHORT);
        assertThrows(IOException.class, () -> DiskText.write(file, SECTOR, 0, "1234"));
        assertTrue(cached().matches("1*2*3*[?]?w*x*y*z+"), cached());
    }

    @Test
    void lostWriteShowsInTheCacheOnly() throws IOException {
        faults.armWrite(WriteFault.LOST);
        DiskText.write(file, SECTOR, 1, "1");
        file.force();
        assertEquals("w1yz", cached());
        assertEquals("wxyz", durable());
    }

    @Test
    void misdirectedWriteLandsElsewhere() throws IOException {
        faults.armWrite(WriteFault.MISDIRECTED);
        DiskText.write(file, SECTOR, 1, "1");
        file.force();
        assertEquals("w1yz", cached());
        assertTrue(durable().matches("1xyz|wx1z|wxy1"), durable());
    }

    @Test
    void fullDiskTakesWhatFits() throws IOException {
        disk.setCapacityBytes(5L * SECTOR);
        assertEquals(SECTOR, disk.freeBytes());
        DiskText.write(file, SECTOR, 0, "1234");
        assertThrows(IOException.class, () -> DiskText.write(file, SECTOR, 3, "567"));
        assertEquals("12356", cached());
        assertEquals(0, disk.freeBytes());
        disk.setCapacityBytes(6L * SECTOR);
        DiskText.write(file, SECTOR, 5, "7");
        assertEquals("123567", cached());
        disk.delete("a");
        assertEquals(6L * SECTOR, disk.freeBytes());
    }

    @Test
    void holesTakeNoRoomUntilTheyAreWrittenTo() throws IOException {
        DiskText.write(file, SECTOR, 9, "x");
        file.force();
        disk.setCapacityBytes(6L * SECTOR);
        assertEquals(SECTOR, disk.freeBytes());
        assertThrows(IOException.class, () -> DiskText.write(file, SECTOR, 3, "567"));
        assertEquals(0, disk.freeBytes());
        DiskText.write(file, SECTOR, 4, "8");
        assertEquals("wxy58....x", cached());
    }

    @Test
    void powerCutGivesBackTheRoomOfWhatItTakes() throws IOException {
        disk.setCapacityBytes(10L * SECTOR);
        long free = disk.freeBytes();
        DiskText.write(file, SECTOR, 4, "34");
        assertEquals(free - 2L * SECTOR, disk.freeBytes());
        disk.powerCut(PowerCut.LOSE_ALL);
        assertEquals(free, disk.freeBytes());
    }

    @Test
    void otherOperationsFailWithoutEffect() throws IOException {
        faults.armFailure(DiskOperation.RENAME);
        assertThrows(IOException.class, () -> disk.rename("a", "b"));
        faults.armFailure(DiskOperation.CREATE);
        assertThrows(IOException.class, () -> disk.open("b", Access.CREATE));
        faults.armFailure(DiskOperation.DELETE);
        assertThrows(IOException.class, () -> disk.delete("a"));
        assertTrue(faults.isSpent());
        assertEquals(1, disk.list("").size());
    }

    @Test
    void damageStays() throws IOException {
        disk.flipBit("a", 5, 3);
        disk.fillSector("a", SECTOR, (byte) 0);
        disk.copySector("a", 3 * SECTOR, 2 * SECTOR);
        assertEquals("?.zz", cached());
        assertEquals("?.zz", durable());
        disk.makeUnreadable("a", 3 * SECTOR);
        read(3);
        assertThrows(IOException.class, () -> read(4));
        assertThrows(IOException.class, () -> disk.flipBit("a", 4 * SECTOR, 0));
    }

    @Test
    void timeAndWorkAreAddedUp() throws IOException {
        SimulatedDisk timed = new SimulatedDisk("t", 1);
        timed.setLatency((operation, name, bytes) -> operation == DiskOperation.FORCE ? 1000 + bytes : 1);
        DiskFile written = timed.open("a", Access.CREATE);
        DiskText.write(written, SECTOR, 0, "ab");
        written.force();
        assertEquals(1 + 1 + 1000 + 2 * SECTOR, timed.takeNanos());
        assertEquals(0, timed.takeNanos());
        written.read(ByteBuffer.allocate(10), 0);
        timed.forceDirectory("");
        assertEquals(new DiskCounters(1, 10, 1, 2 * SECTOR, 1, 1), timed.counters());
    }

    @Test
    void randomFaultsComeAtTheirRates() throws IOException {
        RandomDiskFaults.Rates rates = new RandomDiskFaults.Rates(0, 0, 0, 0.5, 0, 0, 0);
        disk.setFaults(new RandomDiskFaults(rates, SeededStreams.of(3, "faults")));
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            try {
                DiskText.write(file, SECTOR, 0, "q");
            } catch (IOException e) {
                failed++;
            }
            read(1);
            file.force();
        }
        assertTrue(failed > 60 && failed < 140, failed + " of 200");
        assertThrows(IllegalArgumentException.class, () -> new RandomDiskFaults.Rates(0, 0, 0, 1.5, 0, 0, 0));
    }
}
