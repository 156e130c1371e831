package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.disk.Disk;
import java.util.List;

/** The disk of a simulated server, and what may be on it without having been reported durable. */
final class ServerDisk {
    private final Disk disk;
    private List<WriteBatch> inDoubt = List.of();

    ServerDisk(String name, Chance chance) {
        this.disk = new PlainDisk(name, chance);
    }

    Disk disk() {
        return disk;
    }

    /** Lets somebody use the disk, which stops after some operations. */
    void dieWithin(int operations, Runnable step) {}

    void died(boolean powerCut) {}

    void failNextForce() {}

    void heal() {}

    void keepInDoubt(List<WriteBatch> batches) {
        inDoubt = batches;
    }

    List<WriteBatch> takeInDoubt() {
        List<WriteBatch> taken = inDoubt;
        inDoubt = List.of();
        return taken;
    }
}
