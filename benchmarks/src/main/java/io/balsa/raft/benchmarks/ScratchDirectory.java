package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A fresh directory on the disk to be measured, deleted when it is closed. */
public final class ScratchDirectory implements AutoCloseable {
    /** The system property that says on which disk to measure: the directory in which scratch directories are made. */
    public static final String PARENT_PROPERTY = "bench.dir";

    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Path path;
    private final Thread whenInterrupted = new Thread(this::deleteWhileOthersEnd, "scratch-directory");

    private ScratchDirectory(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
    }

    /**
     * Makes a directory inside the one named by {@link #PARENT_PROPERTY}.
     *
     * @param purpose becomes part of its name
     * @return the empty directory
     * @throws IOException if it cannot be made
     */
    public static ScratchDirectory create(String purpose) throws IOException {
        String parent = System.getProperty(PARENT_PROPERTY);
        if (parent == null) {
            throw new IllegalStateException(
                    "system property " + PARENT_PROPERTY + ": not set, expected a directory on the disk to measure");
        }
        return new ScratchDirectory(Files.createTempDirectory(Files.createDirectories(Path.of(parent)), purpose + "-"));
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() {
        delete(path);
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // It runs already, and finds nothing to do.
        }
    }

    /** Processes that this one has started may still be ending, and writing. */
    private void deleteWhileOthersEnd() {
        for (int tries = 0; tries < TRIES && Files.exists(path); tries++) {
            try {
                delete(path);
            } catch (UncheckedIOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    /**
     * Deletes a directory with all that is in it.
     *
     * @param path the directory
     */
    public static void delete(Path path) {
        try (Stream<Path> content = Files.walk(path)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
