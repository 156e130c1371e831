package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.MalformedEntriesException;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies entries out of the segments, free of the frames around them, into one buffer. For one read. */
final class LogReader {
    private static final int MAX_CHUNK_BYTES = 1 << 20;

    private final Segments segments;
    private final Stretches stretches;
    private final long from;
    private final long maxBytes;
    private final ByteBuffer out;
    private final FrameHeader header = new FrameHeader();

    private Segment segment;
    private FileWindow window;
    private FrameChecksum checksum;
    private boolean checkingEach;

    /** Where in the segment the next entry stands, and where the entries of its frame end. */
    private long at;

    private long frameEnd;

    LogReader(Segments segments, Stretches stretches, long from, long maxBytes, ByteBuffer spare) {
        this.segments = segments;
        this.stretches = stretches;
        this.from = from;
        this.maxBytes = maxBytes;
        this.out = ByteBuffer.allocate(Math.toIntExact(stretches.entryBytes()));
        open(stretches.position(0), spare);
    }

    EncodedEntries read() throws IOException {
        try {
            copy();
            return EncodedEntries.decode(from, out.flip());
        } catch (CorruptLogException e) {
            findDamage();
            throw e;
        } catch (MalformedEntriesException e) {
            findDamage();
            throw segment.corrupt(at, e.getMessage(), "entries from index " + from);
        }
    }

    /** Once more, one by one: which entry is it, and where? A wrong length shows only later otherwise. */
    private void findDamage() throws IOException {
        checkingEach = true;
        out.clear();
        open(stretches.position(0), window.buffer());
        copy();
    }

    private void copy() throws IOException {
        for (int i = 0; i < stretches.count(); i++) {
            long position = stretches.position(i);
            if (position >= segment.endPosition()) {
                open(position, window.buffer());
            }
            at = segment.offsetOf(position);
            frameEnd = at + stretches.restOfFrame(i);
            for (long index = stretches.firstIndex(i); index <= stretches.lastIndex(i); index++) {
                if (!copyEntry(index)) {
                    return;
                }
            }
        }
    }

    /** {@return the memory of the window, for the next reader, unless a long entry has made it large} */
    ByteBuffer spare() {
        return window.buffer().capacity() <= MAX_CHUNK_BYTES ? window.buffer() : FileWindow.NOTHING;
    }

    private void open(long position, ByteBuffer spare) {
        segment = segments.at(position);
        // With a sector more than there can be of frames, since the head of a frame is looked at together with a sector
        // behind it.
        long chunkBytes =
                Layout.alignToSector(stretches.entryBytes() + stretches.entryBytes() / 4) + Layout.SECTOR_BYTES;
        window = new FileWindow(
                segment.file(), segment.header().sizeBytes(), (int) Math.min(chunkBytes, MAX_CHUNK_BYTES), spare);
        checksum = new FrameChecksum(segment.header().storageId());
    }

    /** Returns false if there is no room for the entry. */
    private boolean copyEntry(long index) throws IOException {
        while (at >= frameEnd) {
            enterFrame(index);
        }
        int bytes = EntryScan.entryBytes(window, at, frameEnd);
        if (bytes < 0) {
            throw segment.corrupt(at, "no entry of a length that fits its frame", "entry " + index);
        }
        if (checkingEach) {
            int start = window.load(at, bytes);
            check(window.buffer().slice(start, bytes), index);
        }
        if (index >= from) {
            if (index > from && out.position() + bytes > maxBytes) {
                return false;
            }
            if (bytes > out.remaining()) {
                throw segment.corrupt(at, "entries of more bytes than were written", "entry " + index);
            }
            int start = window.load(at, bytes);
            out.put(window.buffer().slice(start, bytes));
        }
        at += bytes;
        return true;
    }

    private void enterFrame(long index) throws CorruptLogException, IOException {
        at = Layout.align(at);
        int available = (int) Math.min(Layout.SECTOR_BYTES, segment.header().sizeBytes() - at);
        int start = window.load(at, available);
        if (!header.read(window.buffer(), start, available, segment.basePosition() + at, checksum)) {
            throw segment.corrupt(at, "no intact frame", "frames up to entry " + index);
        }
        if (header.kind == FrameKind.BATCH && header.bodyBytes > 0) {
            if (header.firstIndex != index) {
                throw segment.corrupt(at, "a batch that begins at index " + header.firstIndex, "index " + index);
            }
            at += FrameHeader.BYTES;
            frameEnd = at + header.bodyBytes;
        } else {
            at += header.frameBytes();
            frameEnd = at;
        }
    }

    private void check(ByteBuffer entry, long index) throws CorruptLogException {
        try {
            EncodedEntries.decode(index, entry);
        } catch (MalformedEntriesException e) {
            throw segment.corrupt(at, "an entry with " + e.getMessage(), "entry " + index);
        }
    }
}
