package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.DiskOperation;
import io.balsa.raft.testkit.disk.ForceFault;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.ReadFault;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import io.balsa.raft.testkit.disk.WriteFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The disk of a simulated server, and what may be on it without having been reported durable. */
final class ServerDisk {
    private static final int MOST_PASSED = 20;
    private static final List<ForceFault> FORCE_FAULTS =
            List.of(ForceFault.KEEPS_CACHE, ForceFault.REVERTS_CACHE, ForceFault.FORGETS_PLACES);

    private final String name;
    private final long seed;
    private final Chance chance;
    private SimulatedDisk disk;
    private int replacements;
    private List<WriteBatch> inDoubt = List.of();
    private boolean full;
    private boolean armed;
    private Optional<DiskLie> lie = Optional.empty();
    private Optional<Runnable> rotToCome = Optional.empty();

    /** The file in which what was written last may stand, while the disk is being opened; empty otherwise. */
    private String endOfLog = "";

    ServerDisk(String name, long seed) {
        this.name = name;
        this.seed = seed;
        this.disk = new SimulatedDisk(name, seed);
        this.chance = Chance.of(seed, "disk:" + name);
    }

    /** Makes a storage out of what is on a disk. */
    interface Opening {
        LogStorage open() throws StorageException;
    }

    /** What a disk operation meets when the machine has died before it. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the machine died", null, false, false);
        }
    }

    /** Carries out some operations, and then no more. */
    private static final class Dying implements DiskFaults {
        private int left;

        Dying(int operations) {
            this.left = operations;
        }

        private void count() {
            if (left-- <= 0) {
                throw new Died();
            }
        }

        @Override
        public WriteFault onWrite(String name, long offset, int bytes) {
            count();
            return WriteFault.NONE;
        }

        @Override
        public ForceFault onForce(DiskOperation operation, String name) {
            count();
            return ForceFault.NONE;
        }

        @Override
        public boolean fails(DiskOperation operation, String name) {
            count();
            return false;
        }
    }

    /** {@return a disk with what a power cut now would leave for certain, and with room: to open a log may take a block of a full disk} */
    Disk durableImage() {
        SimulatedDisk image = disk.durableImage();
        image.setCapacityBytes(Long.MAX_VALUE);
        return image;
    }

    Disk disk() {
        return disk;
    }

    /** A new disk takes the place of this one. */
    void replace() {
        disk = new SimulatedDisk(name + "-" + ++replacements, seed);
        inDoubt = List.of();
        lie = Optional.empty();
        rotToCome = Optional.empty();
        disarm();
        fill(full);
    }

    /** Opens a storage on the disk. */
    LogStorage whileOpening(Opening opening) throws StorageException {
        List<String> files = logFiles();
        endOfLog = files.isEmpty() ? "" : files.get(files.size() - 1);
        try {
            return opening.open();
        } finally {
            endOfLog = "";
        }
    }

    /** Lets somebody use the disk, which stops after some operations. */
    void dieWithin(int operations, Runnable step) {
        disk.setFaults(new Dying(operations));
        step.run();
        disarm();
    }

    void died(boolean powerCut) {
        rotToCome = Optional.empty();
        disarm();
        if (powerCut) {
            disk.powerCut(chance.pick(List.of(PowerCut.values())));
        } else {
            disk.kill();
        }
    }

    /** The next operation of a kind fails, and is reported; those after it succeed. */
    void failNext(FaultKind kind) {
        disarm();
        ForceFault forceFault = chance.pick(FORCE_FAULTS);
        armed = true;
        disk.setFaults(new DiskFaults() {
            @Override
            public ForceFault onForce(DiskOperation operation, String name) {
                return strikes(FaultKind.FAILED_FORCE) ? forceFault : ForceFault.NONE;
            }

            @Override
            public ReadFault onRead(String name, long offset, int bytes) {
                return strikes(FaultKind.READ_ERROR) ? ReadFault.ERROR : ReadFault.NONE;
            }

            @Override
            public WriteFault onWrite(String name, long offset, int bytes) {
                return strikes(FaultKind.WRITE_ERROR) ? WriteFault.ERROR : WriteFault.NONE;
            }

            private boolean strikes(FaultKind asked) {
                if (asked != kind) {
                    return false;
                }
                disarm();
                return true;
            }
        });
    }

    /**
     * One of the next reads is answered with what stands elsewhere in the file, and those after it rightly. While a storage is opened that is no read of the last
     * file of the log: what was written last can, after a power cut, not be told from what never reached the disk.
     */
    void misreadNext(Chance which, Runnable onStrike) {
        disarm();
        armed = true;
        int passed = which.below(MOST_PASSED);
        disk.setFaults(new DiskFaults() {
            private int passing = passed;

            @Override
            public ReadFault onRead(String file, long offset, int bytes) {
                if (file.equals(endOfLog) || passing-- > 0) {
                    return ReadFault.NONE;
                }
                disarm();
                onStrike.run();
                return ReadFault.MISDIRECTED;
            }
        });
    }

    /** One of the next writes comes to nothing or goes astray, as {@link DiskLie} says; there is one such write at a time. */
    void lieAbout(FaultKind kind, Chance which, Runnable onStrike) {
        if (armed || isAboutToLie() || isLossInvisible()) {
            return;
        }
        WriteFault fault = kind == FaultKind.LOST_WRITE ? WriteFault.LOST : WriteFault.MISDIRECTED;
        DiskLie next = new DiskLie(fault, which.below(MOST_PASSED), onStrike);
        lie = Optional.of(next);
        disk.setFaults(next);
    }

    private boolean isAboutToLie() {
        return lie.filter(DiskLie::isStillToCome).isPresent();
    }

    /** {@return whether its content is soon going to be other than what was written} */
    boolean isAboutToRot() {
        return isAboutToLie() || rotToCome.isPresent();
    }

    /** {@return whether nobody could tell what is missing on the disk from what was never written, so that nothing may bring it to light yet} */
    boolean isLossInvisible() {
        return lie.filter(DiskLie::isInvisible).isPresent();
    }

    void forgetCache() {
        if (!isLossInvisible()) {
            disk.evictCache();
        }
    }

    void persisting() {
        lie.ifPresent(DiskLie::persisting);
    }

    void persisted() {
        lie.ifPresent(DiskLie::persisted);
        rotToCome.ifPresent(Runnable::run);
        rotToCome = Optional.empty();
    }

    private List<String> logFiles() {
        try {
            return disk.list("").stream()
                    .filter(file -> file.startsWith("log-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Flips a bit somewhere in the log. In its last file not before something else has been written and forced behind it: what was written last can, after a
     * power cut, not be told from what never reached the disk.
     */
    void rot(Chance where, Runnable onStrike) {
        List<String> files = logFiles();
        if (files.isEmpty()) {
            return;
        }
        String file = where.pick(files);
        boolean isLast = file.equals(files.get(files.size() - 1));
        try {
            long offset = where.below(isLast ? usedBytes(file) : sizeBytes(file));
            Runnable flip = () -> {
                flipBit(file, offset, where.below(8));
                onStrike.run();
            };
            if (isLast) {
                rotToCome = Optional.of(flip);
            } else {
                flip.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flipBit(String file, long offset, int bit) {
        try {
            disk.flipBit(file, offset, bit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sizeBytes(String file) throws IOException {
        try (DiskFile open = disk.open(file, Disk.Access.READ)) {
            return open.sizeBytes();
        }
    }

    /** Files of the log have their size from the beginning. */
    private long usedBytes(String file) throws IOException {
        // A fork, so that no fault that is meant for the server strikes here.
        try (DiskFile open = disk.fork().open(file, Disk.Access.READ)) {
            ByteBuffer content = ByteBuffer.allocate((int) open.sizeBytes());
            open.read(content, 0);
            int end = content.position();
            while (end > 0 && content.get(end - 1) == 0) {
                end--;
            }
            return end;
        }
    }

    /** Leaves no room for anything new; what has its place can still be written. */
    void fill(boolean isFull) {
        full = isFull;
        disk.setCapacityBytes(isFull ? 0 : Long.MAX_VALUE);
    }

    /** {@return whether something is going to fail} */
    boolean isFaulty() {
        return full || armed;
    }

    private void disarm() {
        armed = false;
        lie = lie.filter(told -> !told.isStillToCome());
        disk.setFaults(DiskFaults.NONE);
    }

    void heal() {
        rotToCome = Optional.empty();
        fill(false);
        disarm();
    }

    void keepInDoubt(List<WriteBatch> batches) {
        inDoubt = batches;
    }

    List<WriteBatch> inDoubt() {
        return inDoubt;
    }
}
