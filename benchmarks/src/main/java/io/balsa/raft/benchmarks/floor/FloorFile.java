package io.balsa.raft.benchmarks.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of zeros, forced when it is made, and written over from its beginning to its end, again and again. */
final class FloorFile implements AutoCloseable {
    private final FileChannel channel;
    private final int size;
    private long position;

    FloorFile(Path path, int size) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.size = size;
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        while (channel.position() < size) {
            channel.write(zeros.clear());
        }
        channel.force(true);
    }

    /** Writes all that the buffer holds, and returns when it is durable. */
    void append(ByteBuffer data) throws IOException {
        if (position + data.remaining() > size) {
            position = 0;
        }
        while (data.hasRemaining()) {
            position += channel.write(data, position);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
