package io.balsa.raft.testkit.contract;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.NioDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The real disk keeps the contract. */
final class NioDiskContractTests extends DiskContract {
    @TempDir
    private Path directory;

    @Override
    protected Disk newDisk() {
        return new NioDisk(directory);
    }
}
