package io.balsa.raft.testkit.contract;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.testkit.disk.RandomDiskFaults;
import io.balsa.raft.testkit.disk.SeededStreams;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import org.junit.jupiter.api.Nested;

/** The simulated disk keeps the contract that the real one keeps. */
final class SimulatedDiskContractTests {
    @Nested
    final class LargeSectors extends DiskContract {
        @Override
        protected Disk newDisk() {
            return new SimulatedDisk("d", 1);
        }
    }

    @Nested
    final class SmallSectors extends DiskContract {
        @Override
        protected Disk newDisk() {
            return new SimulatedDisk("d", 1, 512);
        }
    }

    @Nested
    final class ShortReads extends DiskContract {
        @Override
        protected Disk newDisk() {
            SimulatedDisk disk = new SimulatedDisk("d", 1);
            disk.setFaults(new RandomDiskFaults(RandomDiskFaults.Rates.HARMLESS, SeededStreams.of(1, "short")));
            return disk;
        }
    }
}
