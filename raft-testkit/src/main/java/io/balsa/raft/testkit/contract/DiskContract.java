package io.balsa.raft.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Disk} does, as far as it shows without a crash. A simulated disk that passes lies about crashes only, which is what it is
 * for; a disk that does not pass makes tests on it worth nothing.
 */
public abstract class DiskContract {
    /** For subclasses. */
    protected DiskContract() {}

    /**
     * Makes what is to be tested; called once for each test.
     *
     * @return a disk with nothing on it, whose root directory is there
     * @throws IOException if that does not work
     */
    protected abstract Disk newDisk() throws IOException;

    private static byte[] pattern(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251 + seed);
        }
        return bytes;
    }

    private static void create(Disk disk, String name, byte[] bytes) throws IOException {
        try (DiskFile file = disk.open(name, Access.CREATE)) {
            file.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    /** All bytes of a range, however many reads that takes. */
    private static byte[] read(DiskFile file, long position, int bytes) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        while (target.hasRemaining()) {
            int count = file.read(target, position + target.position());
            assertTrue(count > 0, "read " + count + " bytes at " + (position + target.position()));
        }
        return target.array();
    }

    private static byte[] read(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name, Access.READ)) {
            return read(file, 0, (int) file.sizeBytes());
        }
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        byte[] bytes = pattern(10_000, 1);
        Disk disk = newDisk();
        create(disk, "a", bytes);
        assertArrayEquals(bytes, read(disk, "a"));
        try (DiskFile file = disk.open("a", Access.READ)) {
            assertEquals(10_000, file.sizeBytes());
            assertArrayEquals(Arrays.copyOfRange(bytes, 4000, 8300), read(file, 4000, 4300));
        }
    }

    @Test
    void overwritesInPlaceAndKeepsTheRest() throws IOException {
        byte[] bytes = pattern(9000, 1);
        Disk disk = newDisk();
        create(disk, "a", bytes);
        byte[] patch = pattern(5000, 77);
        try (DiskFile file = disk.open("a", Access.WRITE)) {
            file.write(ByteBuffer.wrap(patch), 3000);
            System.arraycopy(patch, 0, bytes, 3000, patch.length);
            assertEquals(9000, file.sizeBytes());
        }
        assertArrayEquals(bytes, read(disk, "a"));
    }

    @Test
    void writeBehindTheEndLeavesZerosBetween() throws IOException {
        Disk disk = newDisk();
        try (DiskFile file = disk.open("a", Access.CREATE)) {
            assertEquals(0, file.sizeBytes());
            file.write(ByteBuffer.wrap(pattern(10, 3)), 20_000);
            assertEquals(20_010, file.sizeBytes());
            assertArrayEquals(new byte[20_000], read(file, 0, 20_000));
            assertArrayEquals(pattern(10, 3), read(file, 20_000, 10));
        }
    }

    @Test
    void wholeBlocksAreTakenFromAlignedBuffersAndReadBack() throws IOException {
        byte[] bytes = pattern(3 * Disk.BLOCK_BYTES, 4);
        ByteBuffer aligned = ByteBuffer.allocateDirect(4 * Disk.BLOCK_BYTES).alignedSlice(Disk.BLOCK_BYTES);
        Disk disk = newDisk();
        try (DiskFile file = disk.open("a", Access.CREATE_BLOCKS);
                DiskFile reader = disk.open("a", Access.READ)) {
            file.write(aligned.put(bytes).flip(), 0);
            assertFalse(aligned.hasRemaining());
            assertEquals(bytes.length, file.sizeBytes());
            assertArrayEquals(bytes, read(reader, 0, bytes.length));
            byte[] patch = pattern(Disk.BLOCK_BYTES, 99);
            file.write(aligned.clear().put(patch).flip(), Disk.BLOCK_BYTES);
            System.arraycopy(patch, 0, bytes, Disk.BLOCK_BYTES, patch.length);
            file.force();
            assertArrayEquals(bytes, read(reader, 0, bytes.length), "read through a cache that has the bytes before");
        }
        try (DiskFile file = disk.open("a", Access.WRITE_BLOCKS)) {
            file.write(aligned.clear().put(pattern(Disk.BLOCK_BYTES, 7)).flip(), 2 * Disk.BLOCK_BYTES);
            file.force();
            System.arraycopy(pattern(Disk.BLOCK_BYTES, 7), 0, bytes, 2 * Disk.BLOCK_BYTES, Disk.BLOCK_BYTES);
        }
        assertArrayEquals(bytes, read(disk, "a"));
        assertThrows(IOException.class, () -> disk.open("a", Access.CREATE_BLOCKS));
        assertThrows(IOException.class, () -> disk.open("b", Access.WRITE_BLOCKS));
    }

    /** All that a hint could do wrong before the caller goes on. */
    @Test
    void hintOfReadsToComeChangesNothing() throws IOException {
        Disk disk = newDisk();
        byte[] bytes = pattern(300_000, 5);
        try (DiskFile file = disk.open("a", Access.CREATE)) {
            file.write(ByteBuffer.wrap(bytes), 0);
        }
        disk.willRead("a");
        disk.willRead("missing");
        assertArrayEquals(bytes, read(disk, "a"));
        disk.delete("a");
    }

    @Test
    void readStopsAtTheEndOfTheFile() throws IOException {
        Disk disk = newDisk();
        create(disk, "a", pattern(100, 1));
        try (DiskFile file = disk.open("a", Access.READ)) {
            ByteBuffer target = ByteBuffer.allocate(200);
            int count = file.read(target, 60);
            assertTrue(count > 0 && count <= 40, "read " + count + " bytes");
            assertEquals(count, target.position());
            assertEquals(-1, file.read(ByteBuffer.allocate(1), 100));
            assertEquals(-1, file.read(ByteBuffer.allocate(1), 5000));
        }
    }

    @Test
    void buffersOfAllKindsAreUsedFromPositionToLimit() throws IOException {
        Disk disk = newDisk();
        byte[] bytes = pattern(6000, 5);
        ByteBuffer direct = ByteBuffer.allocateDirect(6000).put(bytes).flip();
        try (DiskFile file = disk.open("a", Access.CREATE)) {
            ByteBuffer part = direct.duplicate().position(1000).limit(5000);
            file.write(part, 0);
            assertEquals(5000, part.position());
            ByteBuffer readOnly = ByteBuffer.wrap(bytes, 5000, 1000).slice().asReadOnlyBuffer();
            file.write(readOnly, 4000);
            assertFalse(readOnly.hasRemaining());
            file.write(ByteBuffer.allocate(0), 3);
            assertEquals(5000, file.sizeBytes());
            assertArrayEquals(Arrays.copyOfRange(bytes, 1000, 6000), read(file, 0, 5000));

            ByteBuffer target = ByteBuffer.allocateDirect(100).position(10).limit(20);
            int count = file.read(target, 7);
            assertEquals(10 + count, target.position());
            assertEquals(20, target.limit());
            assertEquals(bytes[1007], target.get(10));
            assertEquals(0, target.limit(100).get(20));
        }
    }

    @Test
    void createRefusesANameThatIsTaken() throws IOException {
        Disk disk = newDisk();
        create(disk, "a", pattern(10, 1));
        assertThrows(IOException.class, () -> disk.open("a", Access.CREATE));
        assertArrayEquals(pattern(10, 1), read(disk, "a"));
    }

    @Test
    void missingFilesAreRefused() throws IOException {
        Disk disk = newDisk();
        assertThrows(IOException.class, () -> disk.open("a", Access.READ));
        assertThrows(IOException.class, () -> disk.open("a", Access.WRITE));
        assertThrows(IOException.class, () -> disk.delete("a"));
        assertThrows(IOException.class, () -> disk.rename("a", "b"));
        assertThrows(IOException.class, () -> disk.list("a"));
        assertThrows(IOException.class, () -> disk.open("a/b", Access.CREATE));
        assertEquals(List.of(), disk.list(""));
    }

    @Test
    void twoOpenFilesOfOneNameShareTheirBytes() throws IOException {
        Disk disk = newDisk();
        try (DiskFile writer = disk.open("a", Access.CREATE);
                DiskFile reader = disk.open("a", Access.READ)) {
            writer.write(ByteBuffer.wrap(pattern(5000, 9)), 0);
            assertArrayEquals(pattern(5000, 9), read(reader, 0, 5000));
        }
    }

    @Test
    void renameReplacesAndOpenFilesGoOn() throws IOException {
        Disk disk = newDisk();
        create(disk, "b", pattern(10, 1));
        try (DiskFile file = disk.open("a", Access.CREATE)) {
            file.write(ByteBuffer.wrap(pattern(20, 2)), 0);
            disk.rename("a", "b");
            file.write(ByteBuffer.wrap(pattern(20, 3)), 20);
            file.force();
        }
        disk.forceDirectory("");
        assertEquals(List.of("b"), disk.list(""));
        byte[] both = Arrays.copyOf(pattern(20, 2), 40);
        System.arraycopy(pattern(20, 3), 0, both, 20, 20);
        assertArrayEquals(both, read(disk, "b"));
    }

    @Test
    void deletedNameCanBeUsedAgain() throws IOException {
        Disk disk = newDisk();
        create(disk, "a", pattern(10, 1));
        disk.delete("a");
        assertEquals(List.of(), disk.list(""));
        create(disk, "a", pattern(5, 2));
        assertArrayEquals(pattern(5, 2), read(disk, "a"));
    }

    @Test
    void listsNamesInOrder() throws IOException {
        Disk disk = newDisk();
        disk.makeDirectories("m");
        for (String name : List.of("z", "b", "a.wal", "m/inner")) {
            create(disk, name, new byte[0]);
        }
        assertEquals(List.of("a.wal", "b", "m", "z"), disk.list(""));
        assertEquals(List.of("inner"), disk.list("m"));
    }

    @Test
    void directoriesAreMadeWithAllAboveThem() throws IOException {
        Disk disk = newDisk();
        disk.makeDirectories("");
        disk.makeDirectories("x/y/z");
        disk.makeDirectories("x/y/z");
        create(disk, "x/y/z/a", pattern(3, 1));
        disk.rename("x/y/z/a", "x/y/z/b");
        disk.forceDirectory("x/y/z");
        assertArrayEquals(pattern(3, 1), read(disk, "x/y/z/b"));
        assertThrows(IOException.class, () -> disk.delete("x/y/z"));
        disk.delete("x/y/z/b");
        disk.delete("x/y/z");
        assertEquals(List.of(), disk.list("x/y"));
    }

    @Test
    void lockIsForOneHolderAtATime() throws IOException {
        Disk disk = newDisk();
        DiskLock lock = disk.lock("l").orElseThrow();
        assertTrue(disk.lock("l").isEmpty());
        assertTrue(disk.lock("l").isEmpty(), "a refusal took the lock away");
        assertEquals(List.of("l"), disk.list(""));
        try (DiskLock other = disk.lock("other").orElseThrow()) {
            assertNotEquals(lock, other);
        }
        lock.close();
        disk.lock("l").orElseThrow().close();
    }

    @Test
    void closedFileRefusesEverything() throws IOException {
        Disk disk = newDisk();
        DiskFile file = disk.open("a", Access.CREATE);
        file.close();
        file.close();
        assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(1), 0));
        assertThrows(IOException.class, () -> file.read(ByteBuffer.allocate(1), 0));
        assertThrows(IOException.class, file::force);
        assertThrows(IOException.class, file::sizeBytes);
    }

    @Test
    void tellsFreeSpaceIdsAndPlaces() throws IOException {
        Disk disk = newDisk();
        assertTrue(disk.freeBytes() > 0);
        assertNotEquals(disk.randomId(), disk.randomId());
        assertTrue(disk.describe("some/file").endsWith("file"));
    }

    @Test
    void threadsWriteSideBySide() throws Exception {
        Disk disk = newDisk();
        int threads = 4;
        int bytesEach = 20_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (DiskFile file = disk.open("a", Access.CREATE)) {
            List<Future<Void>> done = pool.invokeAll(IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(t -> () -> {
                        for (int at = 0; at < bytesEach; at += 1000) {
                            file.write(ByteBuffer.wrap(pattern(1000, t)), (long) t * bytesEach + at);
                            file.force();
                        }
                        return null;
                    })
                    .toList());
            for (Future<Void> each : done) {
                each.get();
            }
            for (int at = 0; at < threads * bytesEach; at += 1000) {
                assertArrayEquals(pattern(1000, at / bytesEach), read(file, at, 1000), "at " + at);
            }
        } finally {
            pool.shutdown();
        }
    }
}
