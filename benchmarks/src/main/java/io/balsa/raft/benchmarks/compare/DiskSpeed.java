package io.balsa.raft.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** What the disk takes, from one writer, into a new file that grows. */
final class DiskSpeed {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int TRIES = 2;

    private DiskSpeed() {}

    /** {@return megabytes (10^6) per second when the file is forced once all is written: the most that can be had; the better of two tries} */
    static double forcedOnce(Path directory, long bytes) throws IOException {
        return best(directory, bytes, bytes);
    }

    /** {@return the same when it is forced after each mebibyte, as a log would that is one request behind} */
    static double forcedOften(Path directory, long bytes) throws IOException {
        return best(directory, bytes, CHUNK_BYTES);
    }

    private static double best(Path directory, long bytes, long forcedBytes) throws IOException {
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            best = Math.max(best, once(directory.resolve("disk-speed"), bytes, forcedBytes));
        }
        return best;
    }

    private static double once(Path file, long bytes, long forcedBytes) throws IOException {
        byte[] random = new byte[CHUNK_BYTES];
        new Random(1).nextBytes(random);
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).put(random);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long begin = System.nanoTime();
            long forced = 0;
            for (long written = 0; written < bytes; ) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - written));
                written += channel.write(chunk);
                if (written - forced >= forcedBytes || written == bytes) {
                    channel.force(false);
                    forced = written;
                }
            }
            return bytes / 1e6 / ((System.nanoTime() - begin) / 1e9);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
