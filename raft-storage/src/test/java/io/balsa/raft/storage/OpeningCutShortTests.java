package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.contents;
import static io.balsa.raft.storage.Batches.open;
import static io.balsa.raft.storage.Batches.persist;
import static io.balsa.raft.storage.Batches.reopen;
import static io.balsa.raft.storage.Batches.replace;
import static io.balsa.raft.storage.Batches.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.Batches.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A process dies anywhere while it writes the log, and the next one anywhere while it opens it. */
final class OpeningCutShortTests {
    /** Short segments and long ones, a cut and a vote among what may be in doubt, and a batch that has no room in the first segment. */
    private static final List<WriteBatch> HISTORY = List.of(
            append(1, 3, 1, 100),
            append(4, 3, 1, 1500),
            replace(5, 2, 2, 1500),
            vote(3, "n2"),
            append(7, 3, 3, 1500),
            append(10, 3, 3, 1500));

    /**
     * A disk on which a process died.
     *
     * @param disk as the next process finds it
     * @param allowed what may be there: what was acknowledged, and what was under way
     */
    private record Died(MemoryDisk disk, List<Contents> allowed) {}

    private static List<Died> all() throws StorageException {
        List<Died> all = new ArrayList<>();
        for (int failAt = 1, batches = 0; batches < HISTORY.size(); failAt++) {
            MemoryDisk disk = new MemoryDisk();
            failFrom(disk, failAt);
            Contents acknowledged = Contents.EMPTY;
            List<Contents> allowed = List.of(acknowledged);
            batches = 0;
            try {
                LogStorage log = open(disk);
                for (WriteBatch batch : HISTORY) {
                    allowed = List.of(acknowledged, acknowledged.after(batch));
                    persist(log, batch);
                    acknowledged = acknowledged.after(batch);
                    allowed = List.of(acknowledged);
                    log.settle();
                    batches++;
                }
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains("injected"), e.getMessage());
            }
            disk.failOn(operation -> false);
            disk.kill();
            all.add(new Died(disk, allowed));
        }
        return all;
    }

    private static void failFrom(MemoryDisk disk, int failAt) {
        int[] done = {0};
        disk.failOn(operation -> !operation.startsWith("open READ") && ++done[0] >= failAt);
    }

    @Test
    void losesNothing() throws StorageException {
        List<Died> all = all();
        assertTrue(all.size() >= 20, all.size() + " of them");
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
                    Contents found = image.segments().isEmpty() ? Contents.EMPTY : reopen(image);
                    assertTrue(died.allowed().contains(found), () -> when + ": " + found + " of " + died.allowed());
                }
                writeAndLosePower(disk, died.allowed(), when);
            }
        }
    }

    /** What the third process finds and acknowledges survives, whatever the first two left in the cache alone. */
    private static void writeAndLosePower(MemoryDisk disk, List<Contents> allowed, String when)
            throws StorageException {
        LogStorage log = open(disk);
        Contents found = contents(log, log.restored());
        assertTrue(allowed.contains(found), () -> when + ": " + found + " of " + allowed);
        WriteBatch next = append(found.entries().size() + 1, 1, 9, 100);
        persist(log, next);
        disk.powerCut();
        assertEquals(found.after(next), reopen(disk), when);
    }
}
