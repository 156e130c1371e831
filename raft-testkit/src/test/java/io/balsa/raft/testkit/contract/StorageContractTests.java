package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.StorageOptions;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import io.balsa.raft.testkit.memory.MemoryStorage;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Our storages keep the contract that we ask others to keep. */
final class StorageContractTests {
    @Nested
    final class Files extends StorageContract {
        @TempDir
        private Path directory;

        @Override
        protected Storage newStorage() {
            return FileStorage.at(directory.resolve("log"));
        }
    }

    @Nested
    final class SmallFiles extends StorageContract {
        @TempDir
        private Path directory;

        @Override
        protected Storage newStorage() {
            return FileStorage.at(
                    directory, StorageOptions.builder().segmentBytes(128 << 10).build());
        }
    }

    @Nested
    final class FilesOnASimulatedDisk extends StorageContract {
        private final SimulatedDisk disk = new SimulatedDisk("d", 1);

        @Override
        protected Storage newStorage() {
            return FileStorage.on(
                    disk, StorageOptions.builder().segmentBytes(128 << 10).build());
        }

        @Override
        protected void crash(LogStorage open) {
            disk.powerCut(PowerCut.LOSE_ALL);
        }
    }

    @Nested
    final class Memory extends StorageContract {
        private final MemoryStorage storage = new MemoryStorage();

        @Override
        protected Storage newStorage() {
            return storage;
        }

        @Override
        protected void crash(LogStorage open) {
            storage.crash();
        }
    }
}
