package io.balsa.raft.testkit.simulation;

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
import java.util.List;

/** The disk of a simulated server, and what may be on it without having been reported durable. */
final class ServerDisk {
    private final SimulatedDisk disk;
    private final Chance chance;
    private List<WriteBatch> inDoubt = List.of();
    private boolean full;
    private boolean armed;

    ServerDisk(String name, long seed) {
        this.disk = new SimulatedDisk(name, seed);
        this.chance = Chance.of(seed, "disk:" + name);
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

    /** {@return a disk with what a power cut now would leave for certain} */
    Disk durableImage() {
        return disk.durableImage();
    }

    Disk disk() {
        return disk;
    }

    /** Lets somebody use the disk, which stops after some operations. */
    void dieWithin(int operations, Runnable step) {
        disk.setFaults(new Dying(operations));
        step.run();
        disarm();
    }

    void died(boolean powerCut) {
        disarm();
        if (powerCut) {
            disk.powerCut(chance.pick(List.of(PowerCut.values())));
        } else {
            disk.kill();
        }
    }

    /** The next operation of a kind fails, and is reported; those after it succeed. */
    void failNext(FaultKind kind) {
        ForceFault forceFault = chance.happens(0.5) ? ForceFault.KEEPS_CACHE : ForceFault.REVERTS_CACHE;
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
     * Flips a bit somewhere in the log. Not in its last two files: what was written last can, after a power cut, not be told from what never reached the disk.
     *
     * @return whether there is anything else
     */
    boolean rot(Chance where) {
        try {
            List<String> files = disk.list("").stream()
                    .filter(name -> name.startsWith("log-"))
                    .toList();
            if (files.size() < 3) {
                return false;
            }
            String file = where.pick(files.subList(0, files.size() - 2));
            try (DiskFile open = disk.open(file, Disk.Access.READ)) {
                disk.flipBit(file, where.below(open.sizeBytes()), where.below(8));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        disk.setFaults(DiskFaults.NONE);
    }

    void heal() {
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
