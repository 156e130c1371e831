package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.testkit.disk.SeededStreams;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages what a session left on the medium, place by place, and opens it: either all that was acknowledged is there, or opening refuses and
 * leaves every byte as it was.
 */
final class DamageSweep {
    private static final int SECTOR_BYTES = 4096;

    private final StorageMaker maker;
    private final SplittableRandom random;
    final List<String> problems = new ArrayList<>();
    int refusals;
    int intact;
    int tornEnds;

    DamageSweep(StorageMaker maker, long seed) {
        this.maker = maker;
        this.random = SeededStreams.of(seed, "damage");
    }

    /** One way to damage a file at an offset. */
    @FunctionalInterface
    interface Damage {
        void apply(SimulatedDisk disk, String file, long offset) throws IOException;
    }

    /** Flips bits in every sector of every segment. */
    void flipBits(SimulatedDisk disk, List<LogContents> allowed) throws IOException {
        List<Damage> flips = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int within = random.nextInt(SECTOR_BYTES);
            int bit = random.nextInt(8);
            flips.add((image, file, offset) -> image.flipBit(file, offset + within, bit));
        }
        damage(disk, flips, allowed);
    }

    /** Damages every sector of every segment as a whole. */
    void loseSectors(SimulatedDisk disk, List<LogContents> allowed) throws IOException {
        long other = random.nextLong(8) * SECTOR_BYTES;
        List<Damage> losses = List.of(
                (image, file, offset) -> image.fillSector(file, offset, (byte) 0),
                (image, file, offset) -> image.fillSector(file, offset, (byte) 0xA5),
                (image, file, offset) -> image.copySector(file, other, offset),
                SimulatedDisk::makeUnreadable);
        damage(disk, losses, allowed);
    }

    /** Damages each sector that has a copy, such as those with votes: the copy has to do. */
    void loseOneCopy(SimulatedDisk disk, List<LogContents> allowed) throws IOException {
        for (String segment : segments(disk)) {
            for (long sector : TwofoldSectors.of(disk, segment)) {
                SimulatedDisk image = disk.fork();
                image.fillSector(segment, sector, (byte) 0xA5);
                int before = intact;
                check(image, allowed, segment + "@" + sector);
                if (intact == before) {
                    problems.add(segment + "@" + sector + ": one of two copies was damaged, and not all is there");
                }
            }
        }
    }

    private void damage(SimulatedDisk disk, List<Damage> damages, List<LogContents> allowed) throws IOException {
        for (String segment : segments(disk)) {
            long sizeBytes;
            try (DiskFile file = disk.open(segment, Access.READ)) {
                sizeBytes = file.sizeBytes();
            }
            for (long sector = 0; sector < sizeBytes; sector += SECTOR_BYTES) {
                for (Damage damage : damages) {
                    SimulatedDisk image = disk.fork();
                    damage.apply(image, segment, sector);
                    check(image, allowed, segment + "@" + sector);
                }
            }
        }
    }

    /** Deletes each segment, unless it is the only one: without any, a log is new. */
    void deleteSegments(SimulatedDisk disk, List<LogContents> allowed) throws IOException {
        List<String> segments = segments(disk);
        for (String segment : segments.size() > 1 ? segments : List.<String>of()) {
            SimulatedDisk image = disk.fork();
            image.delete(segment);
            check(image, allowed, segment + " deleted");
        }
    }

    private static List<String> segments(SimulatedDisk disk) throws IOException {
        return disk.list("").stream().filter(name -> name.startsWith("log-")).toList();
    }

    /** Opens an image, and notes if what comes of it is not allowed; the first allowed is all that was acknowledged. */
    void check(SimulatedDisk image, List<LogContents> allowed, String what) {
        long before = image.fingerprint();
        try (LogStorage log = maker.on(image).open(Session.CLUSTER, Session.NODE)) {
            LogContents found = LogContents.of(log);
            switch (allowed.indexOf(found)) {
                case 0 -> intact++;
                case -1 -> problems.add(what + ": found " + found + ", expected " + allowed.get(0));
                default -> tornEnds++;
            }
        } catch (StorageException e) {
            refusals++;
            if (image.fingerprint() != before) {
                problems.add(what + ": refused, and yet something was changed: " + e.getMessage());
            }
        } catch (RuntimeException e) {
            problems.add(what + ": " + e);
        }
    }
}
