package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The least that a durable write can cost in Java: the same bytes, written at rising positions over the zeros of a file that was filled and
 * forced before, and forced, without checksums, frames or an index.
 */
final class RawFile implements AutoCloseable {
    private static final int FILE_BYTES = 64 << 20;

    private final ScratchDirectory directory = ScratchDirectory.create("floor");
    private final Path path = directory.path().resolve("floor");
    private final FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private final ByteBuffer bytes;
    private long position;
    private long writtenTo;

    RawFile(EncodedEntries entries) throws IOException {
        this.bytes = ByteBuffer.allocateDirect(Math.toIntExact(entries.sizeInBytes()));
        for (int i = 0; i < entries.bufferCount(); i++) {
            bytes.put(entries.buffer(i));
        }
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        while (channel.position() < FILE_BYTES) {
            channel.write(zeros.clear());
        }
        channel.force(true);
    }

    long writeNext() throws IOException {
        if (position + bytes.capacity() > FILE_BYTES) {
            position = 0;
        }
        bytes.clear();
        writtenTo = position + channel.write(bytes, position);
        channel.force(false);
        position += bytes.capacity();
        return position;
    }

    /** Ends it, and throws unless the file holds what was written last. */
    @Override
    public void close() throws IOException {
        ByteBuffer found = ByteBuffer.allocate(bytes.capacity());
        channel.read(found, position - bytes.capacity());
        channel.close();
        directory.close();
        if (writtenTo != position || !found.flip().equals(bytes.clear())) {
            throw new IllegalStateException("the last write, up to " + position + ", is not in the file");
        }
    }
}
