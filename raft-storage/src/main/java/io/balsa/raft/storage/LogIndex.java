package io.balsa.raft.storage;

import io.balsa.raft.spi.StorageException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the entries are: a point about every {@value #SPACING_BYTES} bytes, in rising order of index and position. Between one point and the
 * index of the next, entries follow one another in the file, with frame headers and frames without entries among them. Memory: 28
 * bytes a point, less than 1 % of the log.
 *
 * <p>Safe for use by several threads: the persisting one changes it, others look things up. The lock is held for moments, never during I/O.
 */
final class LogIndex {
    static final int SPACING_BYTES = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private long[] indexes = new long[64];
    private long[] positions = new long[64];
    private int[] restsOfFrame = new int[64];
    private long[] bytesBefore = new long[64];
    private int count;
    private long lastIndex;
    private long totalBytes;

    /** Entries do not go on where the last ones ended: the next frame needs a point whatever its distance. */
    private boolean broken = true;

    LogIndex(long baseIndex) {
        this.lastIndex = baseIndex;
    }

    /** The entries of the next frame stand in another segment. */
    void breakHere() {
        broken = true;
    }

    void append(FramePoints frame) {
        lock.lock();
        try {
            for (int i = 0; i < frame.count(); i++) {
                // By where the frame ends: entries without a point of their own must be few bytes, see truncate.
                if (i > 0 || broken || frame.end() - positions[count - 1] >= SPACING_BYTES) {
                    add(frame.index(i), frame.position(i), frame.bodyBytes() - frame.offset(i), frame.offset(i));
                }
            }
            broken = false;
            totalBytes += frame.bodyBytes();
            lastIndex = frame.lastIndex();
        } finally {
            lock.unlock();
        }
    }

    private void add(long index, long position, int restOfFrame, int bytesBeforeInFrame) {
        if (count == indexes.length) {
            int capacity = 2 * count;
            indexes = Arrays.copyOf(indexes, capacity);
            positions = Arrays.copyOf(positions, capacity);
            restsOfFrame = Arrays.copyOf(restsOfFrame, capacity);
            bytesBefore = Arrays.copyOf(bytesBefore, capacity);
        }
        indexes[count] = index;
        positions[count] = position;
        restsOfFrame[count] = restOfFrame;
        bytesBefore[count] = totalBytes + bytesBeforeInFrame;
        count++;
    }

    /**
     * Cuts the log. Where the cut falls between two points, the bytes up to the second one stay counted: {@link #lastIndexWithin} then
     * takes the log for larger than it is, by one spacing at most for each cut, which is the harmless direction.
     */
    void truncate(long fromIndex) {
        lock.lock();
        try {
            int kept = floor(fromIndex - 1) + 1;
            if (kept < count) {
                totalBytes = bytesBefore[kept];
                count = kept;
            }
            lastIndex = fromIndex - 1;
            broken = true;
        } finally {
            lock.unlock();
        }
    }

    long lastIndex() {
        lock.lock();
        try {
            return lastIndex;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link io.balsa.raft.spi.LogStorage#lastIndexWithin}; {@code from} and {@code to} are checked. */
    long lastIndexWithin(long from, long to, long maxBytes) {
        lock.lock();
        try {
            if (!holds(from, to)) {
                throw new IllegalArgumentException(notHeld(from, to));
            }
            long before = bytesBefore[floor(from)];
            int end = firstPointBehind(to);
            if (bytesInFrontOf(end) - before <= maxBytes) {
                return to;
            }
            int fitting = lastPointWithin(before + Math.max(0, maxBytes));
            return Math.max(from, indexes[fitting] - 1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The points from which a read has to start.
     *
     * @return stretches of the log that together hold the entries from {@code from} on, up to {@code to} or to at least {@code maxBytes}
     */
    Stretches stretches(long from, long to, long maxBytes) throws StorageException {
        lock.lock();
        try {
            if (!holds(from, to)) {
                throw new StorageException(notHeld(from, to));
            }
            int begin = floor(from);
            int end = begin + 1;
            // All points in front of `end` may be needed: up to the second point the entries in front of `from` count
            // too.
            while (end < count && indexes[end] <= to && bytesBefore[end] - bytesBefore[begin + 1] < maxBytes) {
                end++;
            }
            long endIndex = end < count ? indexes[end] - 1 : lastIndex;
            return new Stretches(
                    Arrays.copyOfRange(indexes, begin, end),
                    Arrays.copyOfRange(positions, begin, end),
                    Arrays.copyOfRange(restsOfFrame, begin, end),
                    Math.min(to, endIndex),
                    bytesInFrontOf(end) - bytesBefore[begin]);
        } finally {
            lock.unlock();
        }
    }

    private boolean holds(long from, long to) {
        return from >= firstIndex() && to <= lastIndex && from <= to;
    }

    private String notHeld(long from, long to) {
        return "entries " + from + " to " + to + ": expected a part of the log, which has " + firstIndex() + " to "
                + lastIndex;
    }

    private long firstIndex() {
        return count == 0 ? lastIndex + 1 : indexes[0];
    }

    /** The last point with an index not greater than {@code index}; -1 if there is none. */
    private int floor(long index) {
        int found = Arrays.binarySearch(indexes, 0, count, index);
        return found >= 0 ? found : -found - 2;
    }

    private int firstPointBehind(long index) {
        return floor(index) + 1;
    }

    private int lastPointWithin(long bytes) {
        int found = Arrays.binarySearch(bytesBefore, 0, count, bytes);
        return found >= 0 ? found : -found - 2;
    }

    private long bytesInFrontOf(int point) {
        return point < count ? bytesBefore[point] : totalBytes;
    }
}
