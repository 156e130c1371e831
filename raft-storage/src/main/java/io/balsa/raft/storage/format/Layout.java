package io.balsa.raft.storage.format;

import io.balsa.raft.spi.EntryFormat;

/** Sizes and places of {@code docs/log-format.md}. */
public final class Layout {
    /** What a disk is taken to lose or damage as a whole. */
    public static final int SECTOR_BYTES = 4096;

    /** Frames begin at multiples of this. */
    public static final int ALIGNMENT = 8;

    /** Two copies of the header, two of the checkpoint. */
    public static final int HEAD_BYTES = 4 * SECTOR_BYTES;

    /** Where the checkpoint stands. */
    public static final int CHECKPOINT_OFFSET = 2 * SECTOR_BYTES;

    /** Kept free at the end of a segment: for a mark and a seal. */
    public static final int RESERVED_BYTES = 2 * FrameHeader.BYTES;

    /** No frame may carry more: room for an entry of the greatest size and for sums within an int. */
    public static final int MAX_BODY_BYTES = 1 << 30;

    /** Where the length of its payload stands in an entry, see {@link EntryFormat}. */
    public static final int ENTRY_LENGTH_OFFSET = 4;
    /** Bytes of an entry in front of its payload. */
    public static final int ENTRY_HEADER_BYTES = EntryFormat.HEADER_BYTES;

    private Layout() {}

    /** {@return the next multiple of 8 at or behind a number of bytes} */
    public static long align(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** {@return the multiple of the sector size at or in front of an offset} */
    public static long beginOfSector(long offset) {
        return offset & -SECTOR_BYTES;
    }

    /** {@return the next multiple of the sector size at or behind a number of bytes} */
    public static long alignToSector(long bytes) {
        return (bytes + SECTOR_BYTES - 1) & -SECTOR_BYTES;
    }

    /**
     * Where the next frame that needs a sector of its own can begin: a sector boundary at or behind {@code offset}, with either nothing or
     * room for a whole {@link FrameKind#PAD} frame in front of it.
     */
    public static long nextSector(long offset) {
        long boundary = alignToSector(offset);
        return boundary == offset || boundary - offset >= FrameHeader.BYTES ? boundary : boundary + SECTOR_BYTES;
    }

    /**
     * How large a segment must be in which a batch ends at {@code end}: behind it come, in time, a mark, one in a sector of its own, and a seal.
     * Without room for the second mark, the loss of one sector could take a batch together with all that tells of it.
     */
    public static long segmentBytesFor(long end) {
        return nextSector(end + FrameHeader.BYTES) + RESERVED_BYTES;
    }
}
