package io.balsa.raft.spi;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry: the same on disk, on the wire and in memory. The checksum is computed once, by the leader that appends the
 * entry, and checked at every hop.
 *
 * <pre>
 * offset  size
 *  0      4    CRC32C of everything behind it: bytes 4 up to the end of the payload
 *  4      4    payload length in bytes
 *  8      8    index
 * 16      8    term
 * 24      8    timestamp: the leader's wall clock in milliseconds since 1970, never falling along the log
 * 32      1    kind, see {@link EntryKind}
 * 33      3    zero
 * 36      n    payload
 * </pre>
 *
 * All numbers are big-endian.
 */
public final class EntryFormat {
    /** Bytes in front of the payload. */
    public static final int HEADER_BYTES = 36;

    /** No payload may be longer: keeps an entry and its frame within an int. */
    public static final int MAX_PAYLOAD_BYTES = 1 << 29;

    static final int CRC_OFFSET = 0;
    static final int LENGTH_OFFSET = 4;
    static final int INDEX_OFFSET = 8;
    static final int TERM_OFFSET = 16;
    static final int TIMESTAMP_OFFSET = 24;
    static final int KIND_OFFSET = 32;
    static final int ZERO_OFFSET = 33;

    private EntryFormat() {}

    /**
     * The encoded size of an entry.
     *
     * @param payloadBytes length of its payload
     * @return header and payload in bytes
     */
    public static int encodedBytes(int payloadBytes) {
        return HEADER_BYTES + payloadBytes;
    }

    /** Writes header and payload at the buffer's position, and moves the position behind them. */
    static void put(
            ByteBuffer out, CRC32C crc, long index, long term, long timestampMillis, EntryKind kind, byte[] payload) {
        int start = out.position();
        out.putInt(0);
        out.putInt(payload.length);
        out.putLong(index);
        out.putLong(term);
        out.putLong(timestampMillis);
        out.putInt(kind.code() << 24);
        out.put(payload);
        out.putInt(start, checksum(out, crc, start, payload.length));
    }

    /** The checksum of the entry that starts at {@code start}. Leaves the buffer's position and limit alone. */
    static int checksum(ByteBuffer entries, CRC32C crc, int start, int payloadBytes) {
        crc.reset();
        if (entries.hasArray()) {
            crc.update(
                    entries.array(),
                    entries.arrayOffset() + start + LENGTH_OFFSET,
                    HEADER_BYTES - LENGTH_OFFSET + payloadBytes);
        } else {
            crc.update(entries.slice(start + LENGTH_OFFSET, HEADER_BYTES - LENGTH_OFFSET + payloadBytes));
        }
        return (int) crc.getValue();
    }

    /**
     * Checks the entry at {@code start}, all but its index and term, and returns its encoded size.
     *
     * @throws MalformedEntriesException naming what is wrong
     */
    static int check(ByteBuffer entries, CRC32C crc, int start) throws MalformedEntriesException {
        int available = entries.limit() - start;
        if (available < HEADER_BYTES) {
            throw new MalformedEntriesException(
                    "entry header at byte " + start + ": " + available + " bytes left, expected " + HEADER_BYTES);
        }
        int payloadBytes = entries.getInt(start + LENGTH_OFFSET);
        if (payloadBytes < 0 || payloadBytes > available - HEADER_BYTES) {
            throw new MalformedEntriesException("entry payload length at byte " + start + ": " + payloadBytes
                    + ", expected 0 to " + (available - HEADER_BYTES));
        }
        int expected = checksum(entries, crc, start, payloadBytes);
        int found = entries.getInt(start + CRC_OFFSET);
        if (found != expected) {
            throw new MalformedEntriesException(String.format(
                    "entry checksum at byte %d: %08x, expected %08x (index field %d)",
                    start, found, expected, entries.getLong(start + INDEX_OFFSET)));
        }
        EntryKind.ofCode(entries.get(start + KIND_OFFSET));
        if ((entries.getInt(start + KIND_OFFSET) & 0xFFFFFF) != 0) {
            throw new MalformedEntriesException("entry at byte " + start + ": reserved bytes are not zero");
        }
        return HEADER_BYTES + payloadBytes;
    }
}
