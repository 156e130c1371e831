package io.balsa.raft.storage.format;

import java.nio.ByteBuffer;

/**
 * The first bytes of a frame. One object is used for many frames, since a log can have as many frames as entries.
 *
 * <pre>
 * offset  size
 *  0      4    length of the body in bytes; zeros fill it up to a multiple of 8
 *  4      4    group, 0
 *  8      8    number of the frame, rising by one through the whole log
 * 16      8    durable mark: everything in front of this position was forced when the frame was written
 * 24      8    BATCH: index of the first entry, or from where the log is cut; otherwise 0
 * 32      1    kind
 * 33      1    flags
 * 34      2    life: a random number drawn each time the log is opened
 * 36      4    CRC32C of the storage's id, the frame's position, bytes 0 to 35, and the body of paired kinds
 * </pre>
 */
public final class FrameHeader {
    /** Size of a header. */
    public static final int BYTES = 40;
    /** Where the checksum stands; it covers what is in front of it. */
    public static final int CRC_OFFSET = 36;

    /** Of a BATCH: cuts the log before it appends. */
    public static final int TRUNCATES = 1;
    /** Of a HARD_STATE: takes effect together with the BATCH behind it, or not at all. */
    public static final int CONTINUES = 2;
    /** Of a paired frame: the second copy. */
    public static final int SECOND = 4;

    private static final int KNOWN_FLAGS = TRUNCATES | CONTINUES | SECOND;

    /** Length of the body. */
    public int bodyBytes;
    /** Number of the group. */
    public int group;
    /** Number of the frame. */
    public long number;
    /** A position: everything in front of it is forced. */
    public long durableMark;
    /** The first index of a BATCH. */
    public long firstIndex;
    /** What the frame is for. */
    public FrameKind kind = FrameKind.PAD;
    /** Any of the flags above. */
    public int flags;

    /**
     * Which opening of the log wrote the segment. Where a file took the place of another one, blocks of that can come back with a power cut, as part of
     * the new file: they are told by their life.
     */
    public short life;

    /** {@return whether a flag is set} */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** {@return the size of the whole frame in bytes} */
    public long frameBytes() {
        return BYTES + Layout.align(bodyBytes);
    }

    /**
     * Reads the header at {@code at}, if there is an intact one.
     *
     * @param available how many bytes the buffer has from {@code at} on
     * @return false if there is none; the fields mean nothing then
     */
    public boolean read(ByteBuffer in, int at, int available, long position, FrameChecksum checksum) {
        if (available < BYTES) {
            return false;
        }
        byte kindCode = in.get(at + 32);
        bodyBytes = in.getInt(at);
        flags = in.get(at + 33);
        if (!FrameKind.isKnown(kindCode)
                || bodyBytes < 0
                || bodyBytes > Layout.MAX_BODY_BYTES
                || (flags & ~KNOWN_FLAGS) != 0) {
            return false;
        }
        kind = FrameKind.ofCode(kindCode);
        if (kind.paired && (bodyBytes != Layout.SECTOR_BYTES - BYTES || available < Layout.SECTOR_BYTES)) {
            return false;
        }
        life = in.getShort(at + 34);
        group = in.getInt(at + 4);
        number = in.getLong(at + 8);
        durableMark = in.getLong(at + 16);
        firstIndex = in.getLong(at + 24);
        return in.getInt(at + CRC_OFFSET) == checksum.of(position, in, at, kind.paired ? bodyBytes : 0);
    }

    /** Writes the header at {@code at}; the body of a paired frame must be there already. */
    public void write(ByteBuffer out, int at, long position, FrameChecksum checksum) {
        out.putInt(at, bodyBytes);
        out.putInt(at + 4, group);
        out.putLong(at + 8, number);
        out.putLong(at + 16, durableMark);
        out.putLong(at + 24, firstIndex);
        out.put(at + 32, kind.code);
        out.put(at + 33, (byte) flags);
        out.putShort(at + 34, life);
        out.putInt(at + CRC_OFFSET, checksum.of(position, out, at, kind.paired ? bodyBytes : 0));
    }
}
