package io.balsa.raft.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a crash leaves of what was done to a simulated disk. */
final class SimulatedDiskTests {
    private static final int SECTOR = 4096;

    private final SimulatedDisk disk = new SimulatedDisk("d", 42);

    /** A file of durable sectors, under a durable name. */
    private DiskFile durableFile(String name, String letters) throws IOException {
        DiskFile file = disk.open(name, Access.CREATE);
        DiskText.write(file, SECTOR, 0, letters);
        file.force();
        disk.forceDirectory("");
        return file;
    }

    private static String text(SimulatedDisk disk, String name) throws IOException {
        return DiskText.read(disk, name, SECTOR);
    }

    /** What a power cut of a kind leaves of a file, in many tries. */
    private Set<String> outcomes(PowerCut cut, String name) throws IOException {
        Set<String> outcomes = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            SimulatedDisk image = disk.fork();
            image.powerCut(cut);
            outcomes.add(text(image, name));
        }
        return outcomes;
    }

    @Test
    void forcedBytesSurviveAndOthersDoNot() throws IOException {
        DiskFile file = durableFile("a", "xyz");
        DiskText.write(file, SECTOR, 1, "BCD");
        assertEquals("xBCD", text(disk, "a"));
        assertEquals("xyz", text(disk.durableImage(), "a"));
        file.force();
        assertEquals("xBCD", text(disk.durableImage(), "a"));
    }

    @Test
    void forceOfAFileDoesNotMakeItsNameDurable() throws IOException {
        DiskFile file = disk.open("a", Access.CREATE);
        DiskText.write(file, SECTOR, 0, "x");
        file.force();
        assertEquals(List.of(), disk.durableImage().list(""));
        disk.forceDirectory("");
        assertEquals("x", text(disk.durableImage(), "a"));
    }

    @Test
    void forceOfADirectoryDoesNotMakeContentDurable() throws IOException {
        DiskText.write(disk.open("a", Access.CREATE), SECTOR, 0, "x");
        disk.forceDirectory("");
        assertEquals("", text(disk.durableImage(), "a"));
    }

    @Test
    void killKeepsTheCacheAndFreesLocksAndFiles() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 0, "y");
        DiskLock lock = disk.lock("lock").orElseThrow();
        disk.kill();
        assertEquals("y", text(disk, "a"));
        assertThrows(IOException.class, file::force);
        assertTrue(disk.lock("lock").isPresent());
        lock.close();
        assertTrue(disk.lock("lock").isEmpty(), "a dead process let go of its successor's lock");
        assertEquals("x", text(disk.durableImage(), "a"));
    }

    @Test
    void prefixKeepsTheOrderOfIssue() throws IOException {
        DiskFile file = durableFile("a", "...");
        DiskText.write(file, SECTOR, 2, "1");
        DiskText.write(file, SECTOR, 0, "23");
        assertEquals(Set.of("...", "..1", "2.1", "231"), outcomes(PowerCut.PREFIX, "a"));
    }

    @Test
    void anySubsetOfSectorsMaySurvive() throws IOException {
        DiskFile file = durableFile("a", "...");
        DiskText.write(file, SECTOR, 0, "123");
        assertEquals(
                Set.of("...", "1..", ".2.", "..3", "12.", "1.3", ".23", "123"), outcomes(PowerCut.ANY_SUBSET, "a"));
    }

    @Test
    void sectorWrittenTwiceMayBeThereInEachVersion() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 0, "1");
        DiskText.write(file, SECTOR, 0, "2");
        assertEquals(Set.of("x", "1", "2"), outcomes(PowerCut.ANY_SUBSET, "a"));
    }

    @Test
    void lengthFollowsTheSectorsThatSurvive() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 1, "12");
        assertEquals(Set.of("x", "x1", "x.2", "x12"), outcomes(PowerCut.ANY_SUBSET, "a"));
    }

    @Test
    void lengthMayGrowBeforeTheBytesAreThere() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 1, "12");
        Set<String> outcomes = outcomes(PowerCut.SIZE_FIRST, "a");
        assertTrue(outcomes.stream().allMatch(text -> text.length() == 3), outcomes.toString());
        // Zeros, stale bytes or what was written.
        assertTrue(outcomes.containsAll(Set.of("x..", "x??", "x12", "x.2", "x?2")), outcomes.toString());
    }

    @Test
    void lastSectorMayBeTorn() throws IOException {
        DiskFile file = durableFile("a", "xy");
        DiskText.write(file, SECTOR, 0, "12");
        Set<String> outcomes = outcomes(PowerCut.TORN, "a");
        assertTrue(outcomes.containsAll(Set.of("?y", "1?", "x?")), outcomes.toString());
        assertFalse(outcomes.contains("??"), outcomes.toString());
    }

    @Test
    void tornSectorHasNewBytesInFrontAndOldOnesBehind() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 0, "y");
        SimulatedDisk image = disk.fork();
        image.powerCut(operation -> 100);
        byte[] bytes = new byte[SECTOR];
        try (DiskFile torn = image.open("a", Access.READ)) {
            torn.read(ByteBuffer.wrap(bytes), 0);
        }
        assertEquals('y', bytes[99]);
        assertEquals('x', bytes[100]);
    }

    @Test
    void renameThatIsNotForcedLeavesOneOfItsNames() throws IOException {
        durableFile("a", "x").close();
        durableFile("b", "y").close();
        disk.rename("a", "b");
        Set<List<String>> outcomes = namesAfterCuts();
        assertEquals(Set.of(List.of("a", "b"), List.of("b")), outcomes);
        assertEquals("y", text(disk.durableImage(), "b"));
        disk.forceDirectory("");
        assertEquals("x", text(disk.durableImage(), "b"));
    }

    @Test
    void namesThatDependOnLostOnesAreLost() throws IOException {
        durableFile("a", "x").close();
        disk.rename("a", "b");
        disk.open("a", Access.CREATE).close();
        disk.open("c", Access.CREATE).close();
        // Without the rename the new file "a" would bury the old one.
        assertEquals(
                Set.of(
                        List.of("a"),
                        List.of("a", "c"),
                        List.of("b"),
                        List.of("b", "c"),
                        List.of("a", "b"),
                        List.of("a", "b", "c")),
                namesAfterCuts());
        for (int i = 0; i < 100; i++) {
            SimulatedDisk image = disk.fork();
            image.powerCut(PowerCut.ANY_SUBSET);
            assertEquals("x", text(image, image.list("").contains("b") ? "b" : "a"));
        }
    }

    @Test
    void deletedFileMayComeBack() throws IOException {
        durableFile("a", "x").close();
        disk.delete("a");
        assertEquals(Set.of(List.of("a"), List.of()), namesAfterCuts());
        assertEquals("x", text(disk.durableImage(), "a"));
    }

    private Set<List<String>> namesAfterCuts() throws IOException {
        Set<List<String>> outcomes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            SimulatedDisk image = disk.fork();
            image.powerCut(PowerCut.ANY_SUBSET);
            outcomes.add(image.list(""));
        }
        return outcomes;
    }

    @Test
    void filesInDirectoriesFollowTheSameRules() throws IOException {
        disk.makeDirectories("s/t");
        DiskFile file = disk.open("s/t/a", Access.CREATE);
        DiskText.write(file, SECTOR, 0, "x");
        file.force();
        assertEquals(List.of(), disk.durableImage().list("s/t"));
        disk.forceDirectory("s/t");
        DiskText.write(file, SECTOR, 0, "y");
        assertEquals("x", text(disk.durableImage(), "s/t/a"));
        assertEquals(Set.of("x", "y"), outcomes(PowerCut.PREFIX, "s/t/a"));
        assertEquals(
                List.of("0:WRITE s/t/a@0"),
                disk.pending().stream().map(PendingOperation::toString).toList());
    }

    @Test
    void pendingOperationsComeInOrderOfIssue() throws IOException {
        DiskFile file = disk.open("a", Access.CREATE);
        DiskText.write(file, SECTOR, 0, "xy");
        disk.rename("a", "b");
        DiskText.write(file, SECTOR, 2, "z");
        assertEquals(
                "0:CREATE a 1:WRITE b@0 2:WRITE b@4096 3:RENAME b 4:WRITE b@8192",
                disk.pending().stream().map(PendingOperation::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void forkChangesNothingAndIsNotChanged() throws IOException {
        DiskFile file = durableFile("a", "x");
        DiskText.write(file, SECTOR, 0, "y");
        SimulatedDisk fork = disk.fork();
        try (DiskFile other = fork.open("a", Access.WRITE)) {
            DiskText.write(other, SECTOR, 0, "z");
            other.force();
        }
        assertEquals("y", text(disk, "a"));
        assertEquals("x", text(disk.durableImage(), "a"));
        assertEquals("z", text(fork.durableImage(), "a"));
        DiskText.write(file, SECTOR, 1, "w");
        assertEquals("z", text(fork, "a"));
    }

    @Test
    void sameSeedGivesTheSameDisk() throws IOException {
        assertEquals(runOf(7), runOf(7));
        assertNotEquals(runOf(7), runOf(8));
    }

    private static List<Object> runOf(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk("d", seed);
        for (int round = 0; round < 4; round++) {
            for (PowerCut cut : PowerCut.values()) {
                DiskFile file = disk.open(cut + " " + round, Access.CREATE);
                DiskText.write(file, SECTOR, 0, "abcdefgh");
                if (round % 3 == 0) {
                    disk.forceDirectory("");
                }
                disk.powerCut(cut);
            }
        }
        return List.of(disk.fingerprint(), disk.list(""), disk.randomId());
    }

    @Test
    void fingerprintTellsNamesSizesAndBytesApart() throws IOException {
        long empty = disk.fingerprint();
        DiskFile file = disk.open("a", Access.CREATE);
        long named = disk.fingerprint();
        file.write(ByteBuffer.allocate(10), 0);
        long zeros = disk.fingerprint();
        file.write(ByteBuffer.allocate(1).put(0, (byte) 1), 3);
        long byteSet = disk.fingerprint();
        assertEquals(4, Set.of(empty, named, zeros, byteSet).size());
        assertEquals(byteSet, disk.fork().fingerprint());
    }

    @Test
    void zerosTakeNoRoomInMemory() throws IOException {
        try (DiskFile file = disk.open("big", Access.CREATE)) {
            ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < 4L << 30; at += 1L << 30) {
                file.write(zeros.duplicate(), at);
            }
            assertEquals((3L << 30) + (1 << 20), file.sizeBytes());
            file.force();
            disk.forceDirectory("");
        }
        assertEquals(
                (3L << 30) + (1 << 20),
                disk.durableImage().open("big", Access.READ).sizeBytes());
    }
}
