package io.balsa.raft.storage.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file, read and written at positions that the caller names. Safe for use by several threads. */
public interface DiskFile extends Closeable {
    /**
     * Reads bytes.
     *
     * @param target where to, from position to limit
     * @param position the offset of the first byte in the file
     * @return how many bytes were read, perhaps fewer than asked for; -1 at or behind the end of the file
     * @throws IOException if it failed
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes all bytes of a buffer, and makes the file longer where they do not fit. Not durable before {@link #force}. A file opened to write
     * blocks takes nothing else, see {@link Disk.Access#WRITE_BLOCKS}.
     *
     * @param source where from, from position to limit
     * @param position the offset of the first byte in the file
     * @throws IOException if it failed; nothing is known of the bytes at those offsets then
     */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Makes all that was written to the file durable, and its length if it changed; not its name.
     *
     * @throws IOException if it failed; a later call that succeeds proves nothing of what was written before this one
     */
    void force() throws IOException;

    /**
     * The file's length.
     *
     * @return its length in bytes
     * @throws IOException if it cannot be found out
     */
    long sizeBytes() throws IOException;
}
