package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.CLUSTER;
import static io.balsa.raft.storage.Batches.NODE;
import static io.balsa.raft.storage.Batches.SMALL;
import static io.balsa.raft.storage.Batches.append;
import static io.balsa.raft.storage.Batches.persist;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageLockTests {
    @TempDir
    Path directory;

    @Test
    void secondOpenerInTheSameProcessIsRefused() throws StorageException {
        try (LogStorage log = FileStorage.at(directory, SMALL).open(CLUSTER, NODE)) {
            FileStorage second = FileStorage.at(directory.resolve("../" + directory.getFileName()), SMALL);
            StorageException e = assertThrows(StorageException.class, () -> second.open(CLUSTER, NODE));
            assertTrue(e.getMessage().contains("balsa.lock") && e.getMessage().contains("locked"), e.getMessage());
            persist(log, append(1, 1, 1, 10));
        }
        FileStorage.at(directory, SMALL).open(CLUSTER, NODE).close();
    }

    @Test
    void otherProcessIsRefusedEvenAfterASecondOpenerWas() throws Exception {
        try (LogStorage log = FileStorage.at(directory, SMALL).open(CLUSTER, NODE)) {
            // On POSIX a careless second opener would let go of the first one's lock.
            assertThrows(
                    StorageException.class,
                    () -> FileStorage.at(directory, SMALL).open(CLUSTER, NODE));
            assertEquals(Locker.HELD_BY_ANOTHER, runLocker(), "while " + log + " is open");
        }
        assertEquals(Locker.LOCKED, runLocker());
    }

    private int runLocker() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + java.io.File.pathSeparator
                                + Path.of(Locker.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI()),
                        Locker.class.getName(),
                        directory.resolve("balsa.lock").toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Another process that wants the lock. */
    static final class Locker {
        static final int LOCKED = 10;
        static final int HELD_BY_ANOTHER = 11;

        private Locker() {}

        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                FileLock lock = channel.tryLock();
                Runtime.getRuntime().halt(lock == null ? HELD_BY_ANOTHER : LOCKED);
            }
        }
    }
}
