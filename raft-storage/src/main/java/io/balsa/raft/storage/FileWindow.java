package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stretch of a file in memory, which moves along with a reader: large sequential reads, whatever the size of what is looked at. For one thread. */
final class FileWindow {
    /** No memory to use again. */
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final DiskFile file;
    private final long fileBytes;
    private final int chunkBytes;
    private ByteBuffer buffer;
    private long start;

    /** A window on a file of which {@code fileBytes} are looked at, read {@code chunkBytes} at a time. */
    FileWindow(DiskFile file, long fileBytes, int chunkBytes) {
        this(file, fileBytes, chunkBytes, NOTHING);
    }

    /** The same with memory that nobody needs any more: to touch new memory takes longer than to read into it. */
    FileWindow(DiskFile file, long fileBytes, int chunkBytes, ByteBuffer spare) {
        this.buffer = spare.limit(0);
        this.file = file;
        this.fileBytes = fileBytes;
        this.chunkBytes = chunkBytes;
    }

    /** The bytes in memory; a heap buffer without array offset. */
    ByteBuffer buffer() {
        return buffer;
    }

    /**
     * Brings a stretch of the file into memory.
     *
     * @return where it begins in {@link #buffer}; good until the next call
     */
    int load(long offset, int bytes) throws IOException {
        if (offset < start || offset + bytes > start + buffer.limit()) {
            refill(offset, bytes);
        }
        return (int) (offset - start);
    }

    /** How many bytes from {@code offset}, which was loaded, are in memory. */
    int available(long offset) {
        return (int) (start + buffer.limit() - offset);
    }

    private void refill(long offset, int bytes) throws IOException {
        if (offset + bytes > fileBytes) {
            throw new EOFException("bytes " + offset + " to " + (offset + bytes) + ": the file has " + fileBytes);
        }
        int wanted = (int) Math.min(Math.max(chunkBytes, bytes), fileBytes - offset);
        if (buffer.capacity() < wanted) {
            buffer = ByteBuffer.allocate(wanted);
        }
        buffer.clear().limit(wanted);
        start = offset;
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("file ends at byte " + (offset + buffer.position()) + ": expected " + fileBytes);
            }
        }
        buffer.flip();
    }
}
