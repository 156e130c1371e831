package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import java.nio.ByteBuffer;

/** Buffers for files that are written in whole blocks. */
final class Blocks {
    private Blocks() {}

    /** A buffer of zeros outside the heap that begins where a block may begin; {@code bytes} is a multiple of a block. */
    static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes + Disk.BLOCK_BYTES)
                .alignedSlice(Disk.BLOCK_BYTES)
                .limit(bytes)
                .slice();
    }

    /** A copy of whole blocks, from position to limit. */
    static ByteBuffer copyOf(ByteBuffer blocks) {
        return allocate(blocks.remaining()).put(blocks.duplicate()).flip();
    }
}
