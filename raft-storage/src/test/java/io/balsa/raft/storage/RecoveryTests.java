package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.CLUSTER;
import static io.balsa.raft.storage.Batches.NODE;
import static io.balsa.raft.storage.Batches.SMALL;
import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.contents;
import static io.balsa.raft.storage.Batches.entries;
import static io.balsa.raft.storage.Batches.open;
import static io.balsa.raft.storage.Batches.openRoomy;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static io.balsa.raft.storage.Batches.replace;
import static io.balsa.raft.storage.Batches.truncate;
import static io.balsa.raft.storage.Batches.vote;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.Batches.Contents;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opening makes of a log that a crash cut short, and of one that was damaged. */
final class RecoveryTests {
    private static final List<WriteBatch> HISTORY = List.of(
            append(1, 3, 1, 30),
            vote(2, "n2"),
            append(4, 4, 2, 50),
            vote(3, "", entries(8, 2, 3, 20)),
            replace(6, 3, 3, 40),
            truncate(8),
            append(8, 2, 3, 25));

    private final MemoryDisk disk = new MemoryDisk();

    /** Persists the history batch by batch, and returns what is there after each. */
    private List<Contents> persistHistory(LogStorage log) throws StorageException {
        List<Contents> states = new ArrayList<>(List.of(Contents.EMPTY));
        for (WriteBatch batch : HISTORY) {
            persist(log, batch);
            states.add(states.get(states.size() - 1).after(batch));
        }
        return states;
    }

    private static int tail(byte[] segment) {
        int end = segment.length;
        while (segment[end - 1] == 0) {
            end--;
        }
        return end;
    }

    @Test
    void logCutAtAnyByteOfItsLastWriteIsWhatItWasBefore() throws StorageException {
        for (int last = 0; last < HISTORY.size(); last++) {
            MemoryDisk before = new MemoryDisk();
            LogStorage log = openRoomy(before);
            Contents state = Contents.EMPTY;
            for (WriteBatch batch : HISTORY.subList(0, last)) {
                persist(log, batch);
                state = state.after(batch);
            }
            String name = before.lastSegment();
            int begin = tail(before.bytes(name));
            before.failOn(operation -> operation.startsWith("force"));
            WriteBatch torn = HISTORY.get(last);
            assertThrows(StorageException.class, () -> persist(log, torn));
            Contents after = state.after(torn);
            int end = tail(before.bytes(name));
            for (int cut = begin; cut <= end; cut++) {
                MemoryDisk image = before.copy();
                Arrays.fill(image.bytes(name), cut, end, (byte) 0);
                Contents found = reopen(image);
                // Of a vote one copy is enough, and the last bytes of a frame may be zeros anyway.
                assertTrue(found.equals(state) || found.equals(after), "batch " + last + " cut at " + cut);
                assertTrue(found.equals(after) || cut < end, "batch " + last + " whole");
                assertEquals(found, reopen(image), "opened twice");
            }
        }
    }

    @Test
    void flippingAnyByteLosesNothingOrIsRefused() throws StorageException {
        LogStorage log = openRoomy(disk);
        List<Contents> states = persistHistory(log);
        Contents all = states.get(states.size() - 1);
        log.idle();
        flipEach(disk, 0, all);
    }

    @Test
    void flippingAnyByteAfterAKillLosesNothingOrIsRefused() throws StorageException {
        LogStorage log = openRoomy(disk);
        List<Contents> states = persistHistory(log);
        log.settle();
        flipEach(disk, Layout.HEAD_BYTES, states.get(states.size() - 1));
    }

    private static void flipEach(MemoryDisk whole, int from, Contents all) throws StorageException {
        String name = whole.lastSegment();
        int end = tail(whole.bytes(name)) + 100;
        int refused = 0;
        for (int i = from; i < end; i++) {
            MemoryDisk image = whole.copy();
            image.bytes(name)[i] ^= (byte) (1 << (i % 8));
            try {
                assertEquals(all, reopen(image), "byte " + i);
            } catch (CorruptLogException e) {
                refused++;
                assertTrue(e.getMessage().contains(name) && e.getMessage().contains("byte " + e.offset()));
                assertTrue(e.offset() <= i, "byte " + i + " reported as " + e.offset());
                image.bytes(name)[i] ^= (byte) (1 << (i % 8));
                assertTrue(image.sameBytesAs(whole), "refused, and yet changed: byte " + i);
            }
        }
        assertTrue(refused > 500, "refused " + refused + " times");
    }

    @Test
    void anySectorLostLosesNothingOrIsRefused() throws StorageException {
        LogStorage log = openRoomy(disk);
        List<Contents> states = persistHistory(log);
        Contents all = states.get(states.size() - 1);
        log.idle();
        String name = disk.lastSegment();
        int survived = 0;
        for (int sector = 0; sector < disk.bytes(name).length; sector += MemoryDisk.SECTOR_BYTES) {
            for (byte filling : new byte[] {0, (byte) 0xA5}) {
                MemoryDisk image = disk.copy();
                Arrays.fill(image.bytes(name), sector, sector + MemoryDisk.SECTOR_BYTES, filling);
                try {
                    assertEquals(all, reopen(image), "sector at " + sector);
                    survived++;
                } catch (CorruptLogException e) {
                    assertTrue(e.offset() < sector + MemoryDisk.SECTOR_BYTES, e.getMessage());
                }
            }
        }
        assertTrue(survived >= 2 * 8 + 2, "headers, checkpoints and votes survive: " + survived);
    }

    @Test
    void acknowledgedBatchThatIsMissingIsRefusedAndNotCut() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 100));
        int begin = tail(disk.bytes(disk.lastSegment()));
        persist(log, append(3, 2, 1, 100));
        persist(log, append(5, 2, 1, 100));
        byte[] bytes = disk.bytes(disk.lastSegment());
        // The write of the second batch never reached the medium, though its force succeeded.
        Arrays.fill(bytes, begin, begin + 300, (byte) 0);
        disk.kill();
        CorruptLogException e = assertThrows(CorruptLogException.class, () -> reopen(disk));
        assertEquals(begin + 7 & ~7, e.offset(), e.getMessage());
        assertTrue(e.getMessage().contains("had been forced"), e.getMessage());
    }

    @Test
    void damagedCopyOfAVoteIsRepaired() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 1, 1, 10), vote(7, "n3"));
        String name = disk.lastSegment();
        persist(log, append(2, 1, 7, 10_000));
        log.close();
        assertNotEquals(name, disk.lastSegment());
        int first = Layout.HEAD_BYTES;
        for (int copy : new int[] {first, first + MemoryDisk.SECTOR_BYTES}) {
            MemoryDisk image = disk.copy();
            Arrays.fill(image.bytes(name), copy, copy + MemoryDisk.SECTOR_BYTES, (byte) 0x5A);
            assertEquals(Batches.hardState(7, "n3"), reopen(image).hardState());
            assertArrayEquals(disk.bytes(name), image.bytes(name), "repaired to the byte");
        }
        Arrays.fill(disk.bytes(name), first, first + 2 * MemoryDisk.SECTOR_BYTES, (byte) 0x5A);
        CorruptLogException e = assertThrows(CorruptLogException.class, () -> reopen(disk));
        assertEquals(first, e.offset());
    }

    @Test
    void entriesCutAndReplacedStayCutAfterACrash() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 5, 1, 700));
        persist(log, truncate(3));
        persist(log, append(3, 1, 2, 10));
        disk.powerCut();
        Contents expected =
                Contents.EMPTY.after(append(1, 5, 1, 700)).after(truncate(3)).after(append(3, 1, 2, 10));
        assertEquals(expected, reopen(disk));
        LogStorage again = open(disk);
        persist(again, append(4, 2, 2, 10));
        disk.powerCut();
        assertEquals(expected.after(append(4, 2, 2, 10)), reopen(disk));
    }

    @Test
    void tornEndDoesNotComeBack() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 1, 1, 100));
        String name = disk.lastSegment();
        int begin = tail(disk.bytes(name));
        disk.failOn(operation -> operation.startsWith("force"));
        assertThrows(StorageException.class, () -> persist(log, append(2, 3, 1, 2000), append(5, 1, 1, 3000)));
        disk.failOn(operation -> false);
        disk.bytes(name)[begin + 100]++;
        disk.kill();
        Contents expected = Contents.EMPTY.after(append(1, 1, 1, 100));
        try (LogStorage recovered = open(disk)) {
            assertEquals(expected, contents(recovered, recovered.restored()));
            // Power is cut before anything else is written: what was cut must not be on the medium any more.
            disk.powerCut();
        }
        assertEquals(expected, reopen(disk));
        byte[] bytes = disk.bytes(name);
        for (int i = begin + MemoryDisk.SECTOR_BYTES + FrameHeader.BYTES; i < bytes.length; i++) {
            assertEquals(0, bytes[i], "byte " + i);
        }
    }

    @Test
    void whatOnlyTheCacheHeldIsOnTheMediumOnceOpened() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 100));
        WriteBatch unforced = append(3, 30, 1, 200);
        disk.failOn(operation -> operation.startsWith("force"));
        assertThrows(StorageException.class, () -> persist(log, unforced));
        disk.failOn(operation -> false);
        disk.kill();
        Contents all = Contents.EMPTY.after(append(1, 2, 1, 100)).after(unforced);
        LogStorage again = open(disk);
        assertEquals(all, contents(again, again.restored()));
        disk.powerCut();
        assertEquals(all, reopen(disk));
    }

    @Test
    void openingForcesTheDirectory() throws StorageException {
        open(disk);
        disk.kill();
        disk.operations.clear();
        open(disk);
        assertEquals(1, disk.count("forceDirectory"), "the newest name may be in the cache only");
    }

    @Test
    void openingAndClosingAgainAndAgainMakesTheLogNoLonger() throws StorageException {
        persistHistory(openRoomy(disk));
        disk.kill();
        Contents all = reopen(disk);
        List<String> files = disk.segments();
        int end = tail(disk.bytes(disk.lastSegment()));
        for (int i = 0; i < 5; i++) {
            assertEquals(all, reopen(disk));
            assertEquals(files, disk.segments());
            assertEquals(end, tail(disk.bytes(disk.lastSegment())));
        }
    }

    @Test
    void whatIsInDoubtGoesToTheNextSegment() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 3, 1, 3000));
        byte[] before = disk.bytes(disk.lastSegment()).clone();
        int forced = tail(before) + 7 & ~7;
        // Acknowledged, and no frame behind it says so.
        persist(log, append(4, 1, 1, 20));
        WriteBatch unforced = replace(3, 2, 5, 300);
        disk.failOn(operation -> operation.startsWith("force"));
        assertThrows(StorageException.class, () -> persist(log, unforced));
        disk.failOn(operation -> false);
        disk.kill();
        Contents all = Contents.EMPTY
                .after(append(1, 3, 1, 3000))
                .after(append(4, 1, 1, 20))
                .after(unforced);
        assertEquals(all, reopen(disk));
        assertEquals(2, disk.segments().size());
        byte[] after = disk.bytes(disk.segments().get(0));
        assertTrue(Arrays.equals(before, 0, forced, after, 0, forced), "what was forced stays as it is");
        MemoryDisk withoutNewest = disk.copy();
        withoutNewest.remove(disk.lastSegment());
        assertThrows(CorruptLogException.class, () -> reopen(withoutNewest), "the old one is sealed");
        disk.powerCut();
        assertEquals(all, reopen(disk));
    }

    /** Its seal was never written, or was lost with the power: the next opening writes it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newestSegmentThatIsLostIsFoundThoughASealWas(boolean diesInFrontOfTheSeal) throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 3, 1, 3000));
        log.settle();
        disk.kill();
        disk.failOn(operation -> diesInFrontOfTheSeal && operation.startsWith("open WRITE_BLOCKS log-"));
        if (diesInFrontOfTheSeal) {
            assertThrows(StorageException.class, () -> open(disk));
        } else {
            open(disk);
        }
        disk.failOn(operation -> false);
        disk.powerCut();
        persist(open(disk), append(4, 1, 2, 100));
        disk.kill();
        assertEquals(4, reopen(disk).entries().size());
        assertEquals(2, disk.segments().size());
        disk.remove(disk.lastSegment());
        assertThrows(CorruptLogException.class, () -> reopen(disk));
    }

    @Test
    void blockOfAReplacedFileThatComesBackIsToldByItsLife() throws StorageException {
        LogStorage log = openRoomy(disk);
        for (int i = 1; i <= 200; i++) {
            persist(log, append(i, 1, 1, 1));
            log.settle();
        }
        disk.kill();
        byte[] replaced = disk.bytes(disk.lastSegment()).clone();
        Contents all = reopen(disk);
        byte[] bytes = disk.bytes(disk.lastSegment());
        int from = tail(bytes) + MemoryDisk.SECTOR_BYTES - 1 & -MemoryDisk.SECTOR_BYTES;
        assertTrue(from < tail(replaced), "the marks are gone");
        System.arraycopy(replaced, from, bytes, from, MemoryDisk.SECTOR_BYTES);
        assertEquals(all, reopen(disk));
    }

    /** One sector of a vote is lost, and shows a block of the file that was there before: the other copy tells. */
    @Test
    void lostCopyOfAVoteWithAFrameOfAReplacedFileInItsPlace() throws StorageException {
        LogStorage log = openRoomy(disk);
        persist(log, append(1, 1, 1, 10), vote(1, "n1"));
        disk.kill();
        Contents all = reopen(disk);
        byte[] bytes = disk.bytes(disk.lastSegment());
        int first = Layout.HEAD_BYTES + MemoryDisk.SECTOR_BYTES;
        byte[] vote = Arrays.copyOfRange(bytes, first, first + 2 * MemoryDisk.SECTOR_BYTES);
        FrameHeader stale = new FrameHeader();
        SegmentHeader header = SegmentHeader.read(ByteBuffer.wrap(bytes), 0, "");
        FrameChecksum checksum = new FrameChecksum(header.storageId());
        assertTrue(stale.read(ByteBuffer.wrap(bytes), first, MemoryDisk.SECTOR_BYTES, first, checksum));
        stale.kind = FrameKind.MARK;
        stale.flags = 0;
        stale.bodyBytes = 0;
        stale.life++;
        Arrays.fill(bytes, first, first + MemoryDisk.SECTOR_BYTES, (byte) 0);
        stale.write(ByteBuffer.wrap(bytes), first, first, checksum);
        assertEquals(all, reopen(disk));
        bytes = disk.bytes(disk.segments().get(0));
        assertArrayEquals(
                vote, Arrays.copyOfRange(bytes, first, first + 2 * MemoryDisk.SECTOR_BYTES), "repaired to the byte");
    }

    @Test
    void tornVoteWithTheSecondCopyOfAReplacedFile() throws StorageException {
        LogStorage log = openRoomy(disk);
        persist(log, append(1, 1, 1, 10), vote(1, "n1"));
        disk.kill();
        byte[] replaced = disk.bytes(disk.lastSegment()).clone();
        assertEquals(Batches.hardState(1, "n1"), reopen(disk).hardState());
        int second = Layout.HEAD_BYTES + 2 * MemoryDisk.SECTOR_BYTES;
        System.arraycopy(replaced, second, disk.bytes(disk.lastSegment()), second, MemoryDisk.SECTOR_BYTES);
        assertEquals(Batches.hardState(1, "n1"), reopen(disk).hardState(), "told by the first copy");
    }

    @Test
    void openingThatFailsGivesTheRoomBack() throws StorageException {
        persist(open(disk), append(1, 3, 1, 3000));
        disk.kill();
        for (String step : List.of("write next.wal", "force next.wal", "rename next.wal")) {
            disk.failOn(operation -> operation.startsWith(step));
            assertThrows(StorageException.class, () -> open(disk), step);
            disk.failOn(operation -> false);
            disk.kill();
            assertFalse(disk.list("").contains(SegmentMaker.NEXT_NAME), step);
        }
        assertEquals(3, reopen(disk).entries().size());
    }

    @Test
    void markThatOnlyTheCacheHeldLeavesNoHole() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 2, 1, 100));
        disk.failOn(operation -> operation.startsWith("force"));
        assertThrows(StorageException.class, log::idle);
        disk.failOn(operation -> false);
        disk.kill();
        LogStorage again = open(disk);
        persist(again, append(3, 2, 1, 100));
        disk.powerCut();
        assertEquals(Contents.EMPTY.after(append(1, 2, 1, 100)).after(append(3, 2, 1, 100)), reopen(disk));
    }

    @Test
    void tornEndThatComesBackIsNotTakenForNew() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 1, 1, 56));
        String name = disk.lastSegment();
        int begin = tail(disk.bytes(name)) + 7 & ~7;
        disk.failOn(operation -> operation.startsWith("force"));
        assertThrows(StorageException.class, () -> persist(log, append(2, 1, 1, 4996), append(3, 1, 1, 56)));
        disk.failOn(operation -> false);
        byte[] torn = disk.bytes(name).clone();
        disk.kill();
        // The first of the two is lost, and the second one cut off with it.
        Arrays.fill(disk.bytes(name), begin, begin + FrameHeader.BYTES, (byte) 0);
        LogStorage again = open(disk);
        // The new batch ends where the second one began. A copy of the first one, PAD and MARK of recovery come
        // before.
        int used = tail(disk.bytes(name)) + 7 & ~7;
        int second = begin + FrameHeader.BYTES + Layout.ENTRY_HEADER_BYTES + 4996;
        int payload = second + 7 & ~7;
        payload -= used + FrameHeader.BYTES + Layout.ENTRY_HEADER_BYTES;
        int mark = FrameHeader.BYTES;
        persist(again, append(2, 1, 1, payload - 4));
        again.settle();
        Contents expected = reopenCopy();
        int from = second + 7 & ~7;
        assertEquals(from + mark, tail(disk.bytes(name)) + 7 & ~7, "the mark stands where the second one stood");
        System.arraycopy(torn, from, disk.bytes(name), from, 200);
        disk.kill();
        assertEquals(expected, reopen(disk));
    }

    private Contents reopenCopy() throws StorageException {
        return reopen(disk.copy());
    }

    @Test
    void wrongClusterOrNodeIsRefusedByBothNames() throws StorageException {
        open(disk).close();
        FileStorage storage = FileStorage.on(disk, SMALL);
        StorageException cluster = assertThrows(StorageException.class, () -> storage.open("other", NODE));
        assertTrue(
                cluster.getMessage().contains("'other'") && cluster.getMessage().contains("'test-cluster'"));
        StorageException node = assertThrows(StorageException.class, () -> storage.open(CLUSTER, NodeId.of("n9")));
        assertTrue(node.getMessage().contains("'n9'") && node.getMessage().contains("'n1'"), node.getMessage());
        assertThrows(IllegalArgumentException.class, () -> storage.open(" ", NODE));
    }

    @Test
    void openingReadsOneSegmentAheadButNotTheLast() throws StorageException {
        Contents all = manySegments();
        List<String> files = disk.segments();
        disk.hints.clear();
        assertEquals(all, reopen(disk));
        assertEquals(files.subList(1, files.size() - 1), disk.hints);
    }

    @Test
    void unknownFormatVersionIsRefused() throws StorageException {
        open(disk).close();
        byte[] bytes = disk.bytes(disk.lastSegment());
        for (int at : new int[] {0, MemoryDisk.SECTOR_BYTES}) {
            bytes[at + 15] = 3;
            java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
            crc.update(bytes, at + 12, MemoryDisk.SECTOR_BYTES - 12);
            java.nio.ByteBuffer.wrap(bytes).putInt(at + 8, (int) crc.getValue());
        }
        StorageException e = assertThrows(StorageException.class, () -> reopen(disk));
        assertTrue(e.getMessage().contains("format version 3"), e.getMessage());
    }

    /** A log in several segments, cleanly closed. */
    private Contents manySegments() throws StorageException {
        Contents contents = Contents.EMPTY;
        try (LogStorage log = open(disk)) {
            for (int i = 0; i < 12; i++) {
                WriteBatch batch = append(1 + 4L * i, 4, 1, 1000);
                persist(log, batch);
                contents = contents.after(batch);
            }
        }
        assertTrue(disk.segments().size() >= 3);
        return contents;
    }

    @Test
    void missingSegmentIsRefused() throws StorageException {
        manySegments();
        for (String name : disk.segments()) {
            MemoryDisk image = disk.copy();
            image.remove(name);
            CorruptLogException e = assertThrows(CorruptLogException.class, () -> reopen(image));
            assertTrue(e.getMessage().contains(name), e.getMessage());
        }
    }

    /** A batch may end anywhere in a segment: behind it there is always room for a mark in a sector of its own. */
    @Test
    void sectorLostFromAClosedLogTakesNoBatchWithIt() throws StorageException {
        for (int payload = 10_000; payload < 24_000; payload += 200) {
            MemoryDisk whole = new MemoryDisk();
            try (LogStorage log = open(whole)) {
                persist(log, append(1, 1, 1, 20));
                persist(log, append(2, 1, 1, payload));
            }
            whole.powerCut();
            Contents all = reopen(whole.copy());
            String name = whole.lastSegment();
            for (int sector = 0; sector < whole.bytes(name).length; sector += MemoryDisk.SECTOR_BYTES) {
                MemoryDisk image = whole.copy();
                Arrays.fill(image.bytes(name), sector, sector + MemoryDisk.SECTOR_BYTES, (byte) 0);
                try {
                    assertEquals(all, reopen(image), "payload " + payload + ", sector at " + sector);
                } catch (CorruptLogException e) {
                    assertTrue(e.getMessage().contains(name), e.getMessage());
                }
            }
        }
    }

    @Test
    void segmentOfAnotherStorageIsRefused() throws StorageException {
        manySegments();
        MemoryDisk other = new MemoryDisk();
        other.randomId();
        try (LogStorage log = open(other)) {
            for (int i = 0; i < 12; i++) {
                persist(log, append(1 + 4L * i, 4, 1, 1000));
            }
        }
        String name = disk.segments().get(1);
        disk.put(name, other.bytes(name));
        CorruptLogException e = assertThrows(CorruptLogException.class, () -> reopen(disk));
        assertTrue(e.getMessage().contains("storage id"), e.getMessage());
    }

    @Test
    void segmentFromAnotherPastIsRefused() throws StorageException {
        MemoryDisk other = new MemoryDisk();
        for (MemoryDisk own : List.of(disk, other)) {
            try (LogStorage log = open(own)) {
                persist(log, vote(1, own == disk ? "n2" : "n3", entries(1, 4, 1, 500)));
                persist(log, append(5, 10, 1, 1000));
            }
        }
        String first = disk.segments().get(0);
        disk.put(first, other.bytes(first));
        CorruptLogException e = assertThrows(CorruptLogException.class, () -> reopen(disk));
        assertTrue(e.found().contains("n2") && e.expected().contains("n3"), e.getMessage());
    }

    @Test
    void exchangedOrCutSegmentsAreRefused() throws StorageException {
        manySegments();
        String first = disk.segments().get(0);
        String second = disk.segments().get(1);
        MemoryDisk exchanged = disk.copy();
        exchanged.put(first, disk.bytes(second));
        exchanged.put(second, disk.bytes(first));
        assertThrows(CorruptLogException.class, () -> reopen(exchanged));
        for (String name : disk.segments()) {
            for (int size : new int[] {0, 100, 20_000}) {
                MemoryDisk image = disk.copy();
                image.put(name, Arrays.copyOf(disk.bytes(name), size));
                assertThrows(CorruptLogException.class, () -> reopen(image));
            }
        }
    }

    @Test
    void damageInASegmentWithASuccessorIsNeverATornEnd() throws StorageException {
        Contents all = manySegments();
        String name = disk.segments().get(0);
        int end = tail(disk.bytes(name));
        for (int i = Layout.HEAD_BYTES; i < end; i += 7) {
            MemoryDisk image = disk.copy();
            image.bytes(name)[i] ^= 0x10;
            try {
                assertEquals(all, reopen(image), "byte " + i);
            } catch (CorruptLogException e) {
                assertTrue(e.getMessage().contains(name), e.getMessage());
            }
        }
    }

    @Test
    void foreignFilesAreLeftAloneAndLeftoversAreNot() throws StorageException {
        Contents all = manySegments();
        disk.put("notes.txt", new byte[] {1});
        disk.put(SegmentMaker.NEXT_NAME, new byte[5000]);
        assertEquals(all, reopen(disk));
        List<String> names = disk.list("");
        assertTrue(names.contains("notes.txt"));
        assertTrue(!names.contains(SegmentMaker.NEXT_NAME));
    }

    @Test
    void frameCopiedToAnotherPlaceIsNotAFrame() throws StorageException {
        LogStorage log = open(disk);
        persist(log, append(1, 1, 1, 56));
        byte[] bytes = disk.bytes(disk.lastSegment());
        int begin = Layout.HEAD_BYTES;
        int end = (tail(bytes) + 7) & ~7;
        System.arraycopy(bytes, begin, bytes, end, end - begin);
        disk.kill();
        assertEquals(Contents.EMPTY.after(append(1, 1, 1, 56)), reopen(disk));
    }

    @Test
    void crashAtAnyOperationKeepsWhatWasAcknowledged() throws StorageException {
        for (int crashAt = 1; ; crashAt++) {
            MemoryDisk own = new MemoryDisk();
            List<Contents> states = new ArrayList<>(List.of(Contents.EMPTY));
            int acknowledged = 0;
            boolean finished = false;
            int limit = crashAt;
            int[] done = {0};
            own.failOn(operation -> !operation.startsWith("open READ") && ++done[0] >= limit);
            try (LogStorage log = open(own)) {
                for (int i = 0; i < 9; i++) {
                    WriteBatch batch = i % 4 == 1
                            ? vote(1 + i, "n2", entries(1 + 3L * i, 3, 1 + i, 1500))
                            : append(1 + 3L * i, 3, 1 + i, 1500);
                    states.add(states.get(i).after(batch));
                    persist(log, batch);
                    acknowledged++;
                }
                finished = done[0] < limit;
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains("injected"), e.getMessage());
            }
            own.failOn(operation -> false);
            for (int seed = 0; seed < 8; seed++) {
                MemoryDisk image = own.snapshot();
                if (seed == 0) {
                    image.kill();
                } else if (seed == 1) {
                    image.powerCut();
                } else {
                    image.powerCut(new Random(31L * crashAt + seed));
                }
                Contents found = reopen(image);
                int at = states.lastIndexOf(found);
                if (at < acknowledged) {
                    fail("crash at " + crashAt + ", seed " + seed + ": acknowledged " + acknowledged + ", found "
                            + found);
                }
                assertEquals(found, reopen(image));
            }
            if (finished) {
                assertTrue(crashAt > 50);
                return;
            }
        }
    }
}
