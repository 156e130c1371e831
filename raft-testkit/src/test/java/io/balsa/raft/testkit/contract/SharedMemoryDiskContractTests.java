package io.balsa.raft.testkit.contract;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

/** The real disk keeps the contract on a file system in memory as well, which mostly refuses direct writes. */
@EnabledIf("isThere")
final class SharedMemoryDiskContractTests extends DiskContract {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path directory;

    static boolean isThere() {
        return Files.isWritable(MEMORY);
    }

    @Override
    protected Disk newDisk() throws IOException {
        directory = Files.createTempDirectory(MEMORY, "balsa");
        return new NioDisk(directory);
    }

    @AfterEach
    void delete() throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(directory)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
