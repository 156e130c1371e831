package io.balsa.raft.storage;

import io.balsa.raft.spi.EntryFormat;

/** Sizes and places of {@code docs/log-format.md}. */
final class Layout {
    /** What a disk is taken to lose or damage as a whole. */
    static final int SECTOR_BYTES = 4096;

    /** Frames begin at multiples of this. */
    static final int ALIGNMENT = 8;

    /** Two copies of the header, two of the checkpoint. */
    static final int HEAD_BYTES = 4 * SECTOR_BYTES;

    static final int CHECKPOINT_OFFSET = 2 * SECTOR_BYTES;

    /** Kept free at the end of a segment: for a mark, the beginning of another life, and a seal. */
    static final int RESERVED_BYTES = 3 * FrameHeader.BYTES;

    /** No frame may carry more: room for an entry of the greatest size and for sums within an int. */
    static final int MAX_BODY_BYTES = 1 << 30;

    // Where the length of the payload stands in an entry, see EntryFormat.
    static final int ENTRY_LENGTH_OFFSET = 4;
    static final int ENTRY_INDEX_OFFSET = 8;
    static final int ENTRY_HEADER_BYTES = EntryFormat.HEADER_BYTES;

    private Layout() {}

    static long align(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long alignToSector(long bytes) {
        return (bytes + SECTOR_BYTES - 1) & -SECTOR_BYTES;
    }

    /**
     * Where the next frame that needs a sector of its own can begin: a sector boundary at or behind {@code offset}, with either nothing or
     * room for a whole {@link FrameKind#PAD} frame in front of it.
     */
    static long nextSector(long offset) {
        long boundary = alignToSector(offset);
        return boundary == offset || boundary - offset >= FrameHeader.BYTES ? boundary : boundary + SECTOR_BYTES;
    }
}
