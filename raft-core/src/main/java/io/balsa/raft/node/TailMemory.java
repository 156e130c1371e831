package io.balsa.raft.node;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The memory behind the {@link LogTail}: chunks that are filled from their beginning to their end and then used again. So the log does not become
 * garbage that has grown old, which is the most costly kind, and its bytes are still in the processor's cache when they are sent, written and
 * applied. Confined to the node agent.
 *
 * <p>A chunk is used again when nobody can look into it any more: the tail has let go of all its blocks, the batches with them are on the
 * disk, and what was handed out to be applied is applied. Messages do not count: see {@link io.balsa.raft.spi.Transport#send}.
 */
final class TailMemory {
    private static final int MAX_SPARE = 4;

    /**
     * What would wait behind these is left to the garbage collector: while a state machine hangs, the log goes on, and nothing that was let go of
     * could be used again.
     */
    private static final int MAX_RETIRED = 8;

    /** A piece of memory, and who may still look into it. */
    static final class Chunk {
        private final ByteBuffer bytes;

        /** Blocks of the tail that lie here. */
        private int blocks;

        private long lastSeq;
        private long lastIndex;

        /** Up to where entries must have been applied before this is used again. */
        private long appliedNeeded;

        Chunk(int size) {
            this.bytes = ByteBuffer.allocate(size);
        }
    }

    private final int chunkBytes;
    private final Consumer<byte[]> beforeReuse;
    private final ArrayDeque<Chunk> spare = new ArrayDeque<>();

    /** Those that are no part of the tail any more, and perhaps still being written or applied. */
    private final ArrayDeque<Chunk> retired = new ArrayDeque<>();

    private Chunk filling = new Chunk(0);

    /** Entries up to this one may be on their way to be applied. */
    private long dispatchedIndex;

    /**
     * Begins with no memory.
     *
     * @param chunkBytes size of a chunk
     * @param beforeReuse see {@link NodeEnvironment#beforeReuse}
     */
    TailMemory(int chunkBytes, Consumer<byte[]> beforeReuse) {
        this.chunkBytes = chunkBytes;
        this.beforeReuse = beforeReuse;
    }

    /** {@return a chunk with room for so many bytes, to be put into {@link #bytesOf} at its position} */
    Chunk chunkFor(int bytes) {
        if (filling.bytes.remaining() < bytes) {
            Chunk full = filling;
            filling = bytes > chunkBytes || spare.isEmpty() ? new Chunk(Math.max(bytes, chunkBytes)) : spare.pop();
            if (full.blocks == 0) {
                retire(full);
            }
        }
        return filling;
    }

    static ByteBuffer bytesOf(Chunk chunk) {
        return chunk.bytes;
    }

    /** A block was put there, as part of a batch. */
    void blockAdded(Chunk chunk, long seq, long lastIndex) {
        chunk.blocks++;
        chunk.lastSeq = seq;
        chunk.lastIndex = Math.max(chunk.lastIndex, lastIndex);
    }

    /** The tail lets go of a block. */
    void blockRemoved(Chunk chunk) {
        chunk.blocks--;
        if (chunk.blocks == 0 && chunk != filling) {
            retire(chunk);
        }
    }

    /** Entries up to an index were handed out to be applied. */
    void dispatched(long index) {
        dispatchedIndex = index;
    }

    private void retire(Chunk chunk) {
        if (chunk.bytes.capacity() == chunkBytes && retired.size() < MAX_RETIRED) {
            chunk.appliedNeeded = Math.min(chunk.lastIndex, dispatchedIndex);
            retired.add(chunk);
        }
    }

    /** Makes chunks free that nobody needs any more. */
    void recycle(long persistedSeq, long appliedIndex) {
        while (!retired.isEmpty()) {
            Chunk oldest = retired.peek();
            if (oldest.lastSeq > persistedSeq || oldest.appliedNeeded > appliedIndex) {
                return;
            }
            retired.remove();
            beforeReuse.accept(oldest.bytes.array());
            if (spare.size() < MAX_SPARE) {
                oldest.bytes.clear();
                oldest.lastSeq = 0;
                oldest.lastIndex = 0;
                spare.push(oldest);
            }
        }
    }
}
