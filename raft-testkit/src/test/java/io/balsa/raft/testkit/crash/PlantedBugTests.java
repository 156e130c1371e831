package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Bugs put in on purpose: an explorer that misses one of them would prove nothing by finding nothing. */
final class PlantedBugTests {
    private static final long MAX_IMAGES = 5000;

    /** Explores the real storage on a disk with a bug in between, and repeats the first finding. */
    private static void assertKilled(UnaryOperator<Disk> bug) throws StorageException {
        StorageMaker maker = disk -> FileStorage.on(bug.apply(disk), CrashExplorerMain.TINY);
        List<CrashFinding> findings =
                new CrashExplorer(maker).explore(MAX_IMAGES, 0).findings();
        assertFalse(findings.isEmpty(), "not found");
        CrashFinding first = findings.get(0);
        if (!first.survivors().equals("all")) {
            List<CrashFinding> again = new CrashExplorer(maker).replay(first.replay());
            assertEquals(List.of(first), again.stream().filter(first::equals).toList());
        }
    }

    /** M37: the directory is not forced, so a new segment may have no name after a power cut. */
    @Test
    void directoryThatIsNotForcedIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            public void forceDirectory(String directory) {}
        });
    }

    /** M38: a force that fails is taken for one that worked. */
    @Test
    void failedForceThatIsSwallowedIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            void force(DiskFile file) {
                try {
                    file.force();
                } catch (IOException swallowed) {
                    // The bug.
                }
            }
        });
    }

    /** M38: a force that fails is tried again, and believed. */
    @Test
    void failedForceThatIsTriedAgainIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            void force(DiskFile file) throws IOException {
                try {
                    file.force();
                } catch (IOException retried) {
                    file.force();
                }
            }
        });
    }

    /** R8: what a failed force left in the cache is not written again when the log is opened, so that forcing it does nothing. */
    @Test
    void cacheThatIsTakenForTheMediumIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            void write(DiskFile file, ByteBuffer source, long position) throws IOException {
                ByteBuffer there = ByteBuffer.allocate(source.remaining());
                file.read(there, position);
                if (there.hasRemaining() || !there.flip().equals(source)) {
                    file.write(source, position);
                }
            }
        });
    }

    /** R8 for names: a segment whose name a failed force of the directory may have lost keeps that name. */
    @Test
    void nameThatIsTakenForDurableIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            public void rename(String from, String to) throws IOException {
                if (list("").contains(to)) {
                    delete(from);
                } else {
                    super.rename(from, to);
                }
            }
        });
    }

    /** Files are not forced at all. */
    @Test
    void fileThatIsNotForcedIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            @Override
            void force(DiskFile file) {}
        });
    }

    /** The bug behind forcing now and then: one force in ten is left out. */
    @Test
    void oneForceInTenThatIsLeftOutIsFound() throws StorageException {
        int[] forces = {0};
        StorageMaker maker = disk -> FileStorage.on(
                new PassingDisk(disk) {
                    @Override
                    void force(DiskFile file) throws IOException {
                        if (forces[0]++ % 10 != 9) {
                            file.force();
                        }
                    }
                },
                CrashExplorerMain.TINY);
        assertFalse(new CrashExplorer(maker).explore(MAX_IMAGES, 0).findings().isEmpty());
    }

    /** The head of the first segment is not forced before the segment gets its name. */
    @Test
    void segmentThatGetsItsNameBeforeItsHeadIsForcedIsFound() throws StorageException {
        assertKilled(disk -> new PassingDisk(disk) {
            private long filledBytes;
            private boolean headPassed;

            @Override
            void force(DiskFile file) throws IOException {
                // Filling makes the file longer; the next force is that of the head.
                boolean head = !headPassed && file.sizeBytes() == filledBytes;
                headPassed |= head;
                filledBytes = file.sizeBytes();
                if (!head) {
                    file.force();
                }
            }
        });
    }
}
