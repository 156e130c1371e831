package io.balsa.raft.storage;

import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;

/**
 * Looks through what stands behind the last good frame, for what tells a torn tail from damage: an intact frame that says the bytes
 * in front of it had been forced. An intact frame alone says nothing: sectors of one write that was never forced land in any order.
 *
 * @param endOfBytes offset behind the last byte that is not zero; where the search began if there is none
 * @param durableMark the highest mark of an intact frame, a position; 0 if there is none
 * @param evidenceOffset where that frame stands
 */
record TailSearch(long endOfBytes, long durableMark, long evidenceOffset) {
    static TailSearch from(long begin, Segment segment, FileWindow window, FrameChecksum checksum, short life)
            throws IOException {
        FrameHeader header = new FrameHeader();
        long size = segment.header().sizeBytes();
        long endOfBytes = begin;
        long mark = 0;
        long evidence = 0;
        long nextCandidate = begin;
        long at = begin;
        while (at < size) {
            at = skipZeros(window, at, size);
            if (at >= size) {
                break;
            }
            at += Layout.ALIGNMENT;
            endOfBytes = at;
            // The bytes found may lie anywhere in a header, whose first bytes are often zero.
            long candidate = Math.max(nextCandidate, at - FrameHeader.BYTES);
            for (; candidate < at; candidate += Layout.ALIGNMENT) {
                int available = (int) Math.min(Layout.SECTOR_BYTES, size - candidate);
                int start = window.load(candidate, available);
                if (header.read(window.buffer(), start, available, segment.basePosition() + candidate, checksum)
                        && header.life == life
                        && header.durableMark > mark) {
                    mark = header.durableMark;
                    evidence = candidate;
                }
            }
            nextCandidate = at;
        }
        return new TailSearch(endOfBytes, mark, evidence);
    }

    /** The next multiple of 8 at which a byte of eight is not zero. */
    private static long skipZeros(FileWindow window, long from, long size) throws IOException {
        long at = from;
        while (at < size) {
            int start = window.load(at, Layout.ALIGNMENT);
            // A window may end anywhere.
            int end = start + (window.available(at) & -Layout.ALIGNMENT);
            for (int i = start; i < end; i += Layout.ALIGNMENT) {
                if (window.buffer().getLong(i) != 0) {
                    return at + i - start;
                }
            }
            at += end - start;
        }
        return at;
    }
}
