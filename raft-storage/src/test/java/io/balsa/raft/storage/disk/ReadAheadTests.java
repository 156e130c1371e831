package io.balsa.raft.storage.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadAheadTests {
    @TempDir
    private Path directory;

    @Test
    void readsAllOfAFile() throws IOException {
        Path file = Files.write(directory.resolve("a"), new byte[1_000_003]);
        assertEquals(1_000_003, NioDisk.readThrough(file));
    }

    @Test
    void fileThatIsMissingIsNoError() {
        assertEquals(0, NioDisk.readThrough(directory.resolve("missing")));
    }
}
