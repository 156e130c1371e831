package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.CLUSTER;
import static io.balsa.raft.storage.Batches.NODE;
import static io.balsa.raft.storage.Batches.SMALL;
import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.contents;
import static io.balsa.raft.storage.Batches.describe;
import static io.balsa.raft.storage.Batches.entries;
import static io.balsa.raft.storage.Batches.hardState;
import static io.balsa.raft.storage.Batches.open;
import static io.balsa.raft.storage.Batches.openRoomy;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static io.balsa.raft.storage.Batches.replace;
import static io.balsa.raft.storage.Batches.truncate;
import static io.balsa.raft.storage.Batches.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.MembershipFormat;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.Batches.Contents;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.format.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteAheadLogTests {
    /** How many zeros a small write takes along. */
    private static final long AHEAD = 128 << 10;

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void newStorageIsEmpty() throws StorageException {
        try (LogStorage log = open(disk)) {
            assertEquals(RestoredState.EMPTY, log.restored());
        }
        try (LogStorage log = open(disk)) {
            assertEquals(RestoredState.EMPTY, log.restored());
        }
    }

    @Test
    void everythingPersistedIsThereAfterReopening(@TempDir Path directory) throws StorageException {
        FileStorage storage = FileStorage.at(directory.resolve("a/b"), SMALL);
        Contents expected = Contents.EMPTY;
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            for (WriteBatch batch : List.of(
                    vote(1, "n2"),
                    append(1, 3, 1, 100),
                    vote(2, "", entries(4, 2, 2, 10)),
                    replace(5, 4, 2, 2000),
                    truncate(8),
                    append(8, 1, 2, 0))) {
                persist(log, batch);
                expected = expected.after(batch);
            }
        }
        try (LogStorage log = storage.open(CLUSTER, NODE)) {
            assertEquals(expected, contents(log, log.restored()));
            assertEquals(
                    List.of(new TermRun(1, 1), new TermRun(4, 2)),
                    log.restored().termRuns());
        }
    }

    @Test
    void groupOfBatchesCostsOneWriteAndOneForce() throws StorageException {
        try (LogStorage log = openRoomy(disk)) {
            disk.operations.clear();
            persist(log, append(1, 2, 1, 100), vote(2, "n1"), append(3, 5, 2, 100));
            String name = disk.lastSegment();
            assertEquals(2, disk.operations.size(), () -> disk.operations.toString());
            assertTrue(disk.operations.get(0).startsWith("write " + name));
            assertEquals("force " + name, disk.operations.get(1));
            log.settle();
            log.settle();
            assertEquals(3, disk.operations.size(), () -> disk.operations.toString());
            assertTrue(disk.operations.get(2).endsWith(" " + Disk.BLOCK_BYTES), "the block with the mark");
        }
    }

    @Test
    void batchThatDoesNotFitGoesToTheNextSegment() throws StorageException {
        Contents expected = Contents.EMPTY;
        try (LogStorage log = open(disk)) {
            for (int i = 0; i < 40; i++) {
                WriteBatch batch = append(1 + 3L * i, 3, 1 + i / 10, 900);
                persist(log, batch);
                expected = expected.after(batch);
            }
            assertTrue(disk.segments().size() > 5, () -> disk.segments().toString());
            RestoredState now = new RestoredState(hardState(0, ""), 0, 0, 120, List.of(), List.of());
            assertEquals(expected, contents(log, now));
        }
        assertEquals(expected, reopen(disk));
    }

    @Test
    void groupOfBatchesMayCrossSegments() throws StorageException {
        Contents expected = Contents.EMPTY;
        List<WriteBatch> group = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            group.add(i == 10 ? vote(5, "n3", entries(1 + 2L * i, 2, 5, 1500)) : append(1 + 2L * i, 2, 5, 1500));
            expected = expected.after(group.get(i));
        }
        try (LogStorage log = open(disk)) {
            log.persist(group);
        }
        disk.powerCut();
        assertEquals(expected, reopen(disk));
    }

    @Test
    void batchLargerThanASegmentGetsALargerSegment() throws StorageException {
        WriteBatch small = append(1, 1, 1, 10);
        WriteBatch large = append(2, 30, 1, 5000);
        WriteBatch after = append(32, 2, 2, 50);
        try (LogStorage log = open(disk)) {
            persist(log, small, large, after);
        }
        disk.powerCut();
        assertEquals(Contents.EMPTY.after(small).after(large).after(after), reopen(disk));
        assertTrue(disk.bytes(disk.segments().get(1)).length > 150_000);
    }

    @Test
    void smallWritesBringZerosAheadAndLargeOnesNone() throws StorageException {
        StorageOptions roomy = StorageOptions.builder().segmentBytes(1 << 20).build();
        try (LogStorage log = FileStorage.on(disk, roomy).open(CLUSTER, NODE)) {
            long index = 1;
            disk.operations.clear();
            for (int i = 0; i < 20; i++) {
                persist(log, append(index++, 1, 1, 100));
            }
            assertEquals(Layout.SECTOR_BYTES + AHEAD, bytesWritten(disk.operations.get(0)));
            assertEquals(
                    20 * Layout.SECTOR_BYTES + AHEAD,
                    disk.operations.stream()
                            .mapToLong(WriteAheadLogTests::bytesWritten)
                            .sum(),
                    "the zeros came once");
            disk.operations.clear();
            persist(log, append(index, 200, 1, 1000));
            long large = bytesWritten(disk.operations.get(0));
            assertTrue(large > 200_000 && large < 200_000 + AHEAD, disk.operations.toString());
        }
    }

    private static long bytesWritten(String operation) {
        return operation.startsWith("write ") ? Long.parseLong(operation.substring(operation.lastIndexOf(' ') + 1)) : 0;
    }

    @Test
    void configurationsAndTermRunsAreRestored() throws StorageException {
        Membership membership = Membership.ofVoters(List.of(Member.parse("n1=localhost:1")));
        int bytes = EntryFormat.encodedBytes(MembershipFormat.encode(membership).length);
        EntryEncoder kept = new EntryEncoder(bytes, 3, 2, 5);
        kept.add(membership);
        EntryEncoder cut = new EntryEncoder(bytes, 4, 2, 5);
        cut.add(membership);
        try (LogStorage log = open(disk)) {
            persist(log, append(1, 2, 1, 8), append(kept.finish()), append(cut.finish()), append(5, 1, 3, 8));
            persist(log, replace(4, 1, 7, 8));
        }
        try (LogStorage log = open(disk)) {
            RestoredState restored = log.restored();
            assertEquals(List.of(new TermRun(1, 1), new TermRun(3, 2), new TermRun(4, 7)), restored.termRuns());
            assertEquals(1, restored.configurations().size());
            assertEquals(3, restored.configurations().get(0).index());
            assertEquals(membership, restored.configurations().get(0).membership());
        }
    }

    @Test
    void readReturnsAsManyEntriesAsFitAndAtLeastOne() throws StorageException {
        try (LogStorage log = open(disk)) {
            EncodedEntries all = entries(1, 60, 1, 300);
            persist(log, append(all.slice(1, 1, Long.MAX_VALUE)));
            persist(log, append(all.slice(2, 40, Long.MAX_VALUE)));
            for (long index = 41; index <= 60; index++) {
                persist(log, append(all.slice(index, index, Long.MAX_VALUE)));
            }
            for (long from = 1; from <= 60; from++) {
                for (long to = from; to <= 60; to += 7) {
                    for (long maxBytes : new long[] {0, 336, 700, 5000, 10_080, Long.MAX_VALUE}) {
                        assertEquals(describe(all.slice(from, to, maxBytes)), describe(log.read(from, to, maxBytes)));
                    }
                }
            }
        }
    }

    @Test
    void lastIndexWithinNeverPromisesTooMuch() throws StorageException {
        Random random = new Random(7);
        try (LogStorage log = open(disk)) {
            long next = 1;
            while (next < 400) {
                int count = 1 + random.nextInt(30);
                persist(log, append(next, count, 1, random.nextInt(500)));
                next += count;
                if (random.nextInt(4) == 0) {
                    next -= random.nextInt(20);
                    next = Math.max(1, next);
                    persist(log, truncate(next));
                }
            }
            long last = next - 1;
            disk.operations.clear();
            for (int i = 0; i < 2000; i++) {
                long from = 1L + random.nextInt((int) last);
                long to = from + random.nextInt((int) (last - from) + 1);
                long maxBytes = random.nextInt(40_000);
                long within = log.lastIndexWithin(from, to, maxBytes);
                assertTrue(from <= within && within <= to);
                assertTrue(
                        within == from || log.read(from, within, Long.MAX_VALUE).sizeInBytes() <= maxBytes,
                        "from " + from + " to " + within + " within " + maxBytes);
                assertEquals(to, log.lastIndexWithin(from, to, Long.MAX_VALUE));
            }
            assertEquals(List.of(), disk.operations, "answers come from memory");
        }
    }

    @Test
    void entriesThatAreNotThereAreRefusedByName() throws StorageException {
        try (LogStorage log = open(disk)) {
            persist(log, append(1, 3, 1, 10));
            StorageException e = assertThrows(StorageException.class, () -> log.read(2, 4, 100));
            assertTrue(e.getMessage().contains("2 to 4") && e.getMessage().contains("1 to 3"), e.getMessage());
            assertThrows(StorageException.class, () -> log.read(0, 1, 100));
            assertThrows(IllegalArgumentException.class, () -> log.lastIndexWithin(3, 2, 100));
        }
    }

    @Test
    void batchThatDoesNotFitToTheLogIsRefused() throws StorageException {
        for (WriteBatch wrong :
                List.of(append(3, 1, 5, 10), append(1, 1, 5, 10), append(2, 1, 4, 10), truncate(3), vote(4, "n1"))) {
            MemoryDisk own = new MemoryDisk();
            LogStorage log = open(own);
            persist(log, vote(5, "n1", entries(1, 1, 5, 10)));
            MemoryDisk before = own.copy();
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> persist(log, wrong));
            assertTrue(e.getMessage().contains("expected"), e.getMessage());
            assertTrue(own.sameBytesAs(before));
            assertThrows(StorageException.class, () -> persist(log, append(2, 1, 5, 10)));
        }
    }

    @Test
    void readersSeeWholeEntriesWhileBatchesArePersisted(@TempDir Path directory) throws Exception {
        AtomicLong persisted = new AtomicLong(1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (LogStorage log = FileStorage.at(directory, SMALL).open(CLUSTER, NODE)) {
            persist(log, append(1, 1, 1, 200));
            List<Thread> readers = new ArrayList<>();
            for (int maxBytes : new int[] {300, 5_000, 20_000}) {
                readers.add(new Thread(() -> {
                    Random random = new Random(maxBytes);
                    try {
                        while (!done.get()) {
                            long last = persisted.get();
                            long from = 1L + random.nextInt((int) last);
                            List<String> found = describe(log.read(from, last, maxBytes));
                            assertEquals(describe(entries(from, found.size(), 1, 200)), found);
                        }
                    } catch (Throwable t) {
                        failure.set(t);
                    }
                }));
            }
            readers.forEach(Thread::start);
            for (long next = 2; next < 1500; next += 3) {
                persist(log, append(next, 3, 1, 200));
                persisted.set(next + 2);
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertEquals(null, failure.get());
    }

    @Test
    void closingTwiceDoesNothingAndEndsPersisting() throws StorageException {
        LogStorage log = open(disk);
        log.close();
        log.close();
        assertThrows(StorageException.class, () -> persist(log, append(1, 1, 1, 1)));
    }
}
