package io.balsa.raft.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** What the disk takes, from one writer, into a new file that grows, and is forced when all is written. */
final class DiskSpeed {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int TRIES = 2;

    private DiskSpeed() {}

    /** {@return megabytes (10^6) per second, the better of two tries} */
    static double megabytesPerSecond(Path directory, long bytes) throws IOException {
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            best = Math.max(best, once(directory.resolve("disk-speed"), bytes));
        }
        return best;
    }

    private static double once(Path file, long bytes) throws IOException {
        byte[] random = new byte[CHUNK_BYTES];
        new Random(1).nextBytes(random);
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).put(random);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long begin = System.nanoTime();
            for (long written = 0; written < bytes; written += channel.write(chunk)) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - written));
            }
            channel.force(false);
            return bytes / 1e6 / ((System.nanoTime() - begin) / 1e9);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
