package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.EntryFormat;
import java.util.Arrays;

/**
 * The entries of one frame, and places among them for the {@link LogIndex}: the first entry, and then one about every
 * {@link LogIndex#SPACING_BYTES}. One object is used for many frames. For one thread.
 */
final class FramePoints {
    private long bodyPosition;
    private int bodyBytes;
    private long lastIndex;
    private int scannedBytes;
    private int count;
    private long[] indexes = new long[16];
    private int[] offsets = new int[16];

    /** Begins a frame, whose entries stand from {@code bodyPosition} on. */
    void begin(long newBodyPosition, int newBodyBytes) {
        bodyPosition = newBodyPosition;
        bodyBytes = newBodyBytes;
        scannedBytes = 0;
        count = 0;
    }

    /** Takes all entries of a frame. */
    void scan(long newBodyPosition, EncodedEntries entries) {
        begin(newBodyPosition, (int) entries.sizeInBytes());
        EntryCursor cursor = entries.cursor();
        for (long index = entries.firstIndex(); cursor.next(); index++) {
            entry(index, EntryFormat.encodedBytes(cursor.payloadBytes()));
        }
    }

    /** The next entry of the frame. */
    void entry(long index, int sizeBytes) {
        if (count == 0 || scannedBytes - offsets[count - 1] >= LogIndex.SPACING_BYTES) {
            if (count == indexes.length) {
                indexes = Arrays.copyOf(indexes, 2 * count);
                offsets = Arrays.copyOf(offsets, 2 * count);
            }
            indexes[count] = index;
            offsets[count] = scannedBytes;
            count++;
        }
        scannedBytes += sizeBytes;
        lastIndex = index;
    }

    int count() {
        return count;
    }

    long lastIndex() {
        return lastIndex;
    }

    int bodyBytes() {
        return bodyBytes;
    }

    /** {@return the position behind the last entry} */
    long end() {
        return bodyPosition + bodyBytes;
    }

    long index(int point) {
        return indexes[point];
    }

    /** How many bytes of the frame's entries stand in front of a point. */
    int offset(int point) {
        return offsets[point];
    }

    long position(int point) {
        return bodyPosition + offsets[point];
    }
}
