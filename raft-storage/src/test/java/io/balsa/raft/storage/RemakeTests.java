package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.open;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.Batches.Contents;
import io.balsa.raft.storage.format.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A last segment that is empty is made once more at each opening: what if that is cut short, too. */
final class RemakeTests {
    /**
     * A disk on which the process died between the name of a segment and its first batch, and what was acknowledged.
     *
     * @param disk as the next process finds it
     * @param acknowledged what must be there
     */
    private record Died(MemoryDisk disk, Contents acknowledged) {}

    private static List<Died> emptyLastSegments() throws StorageException {
        List<Died> all = new ArrayList<>();
        for (int failAt = 1, batches = 0; batches < 6; failAt++) {
            MemoryDisk disk = new MemoryDisk();
            failFrom(disk, failAt);
            Contents acknowledged = Contents.EMPTY;
            batches = 0;
            try (LogStorage log = open(disk)) {
                for (; batches < 6; batches++) {
                    persist(log, append(1 + 3L * batches, 3, 1, 1500));
                    acknowledged = acknowledged.after(append(1 + 3L * batches, 3, 1, 1500));
                }
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains("injected"), e.getMessage());
            }
            disk.failOn(operation -> false);
            disk.kill();
            if (!disk.segments().isEmpty() && isEmpty(disk.bytes(disk.lastSegment()))) {
                all.add(new Died(disk, acknowledged));
            }
        }
        return all;
    }

    private static void failFrom(MemoryDisk disk, int failAt) {
        int[] done = {0};
        disk.failOn(operation -> !operation.startsWith("open READ") && ++done[0] >= failAt);
    }

    private static boolean isEmpty(byte[] segment) {
        for (int i = Layout.HEAD_BYTES; i < segment.length; i++) {
            if (segment[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void crashAtAnyOperationOfAnOpeningLosesNothing() throws StorageException {
        List<Died> all = emptyLastSegments();
        assertTrue(all.size() >= 4, all.size() + " of them");
        for (Died died : all) {
            boolean opened = false;
            for (int failAt = 1; !opened; failAt++) {
                MemoryDisk disk = died.disk().snapshot();
                failFrom(disk, failAt);
                try {
                    open(disk).close();
                    opened = true;
                } catch (StorageException e) {
                    assertTrue(e.getMessage().contains("injected"), e.getMessage());
                }
                disk.failOn(operation -> false);
                disk.kill();
                String when = "failed from operation " + failAt + " on";
                for (int seed = 0; seed < 4; seed++) {
                    MemoryDisk image = disk.snapshot();
                    image.powerCut(new Random(31L * failAt + seed));
                    if (!image.segments().isEmpty()) {
                        assertEquals(died.acknowledged(), reopen(image), when);
                    } else {
                        assertEquals(Contents.EMPTY, died.acknowledged(), when);
                    }
                }
                writeAndLosePower(disk, died.acknowledged(), when);
            }
        }
    }

    /** What the third process acknowledges survives, whatever the first two left in the cache alone. */
    private static void writeAndLosePower(MemoryDisk disk, Contents before, String when) throws StorageException {
        Contents after = before.after(append(before.entries().size() + 1, 1, 9, 100));
        LogStorage log = open(disk);
        persist(log, append(before.entries().size() + 1, 1, 9, 100));
        disk.powerCut();
        assertEquals(after, reopen(disk), when);
    }
}
