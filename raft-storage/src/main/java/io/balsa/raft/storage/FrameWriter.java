package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.HardStateBody;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Puts frames together in one buffer outside the heap, and writes them behind the last frame of the segment: one copy of the entries, one
 * write unless they are larger than the buffer. Confined to the thread that persists.
 *
 * <p>What is written are whole blocks. The last one is mostly filled in part: it stays in the buffer, and is written again with what comes behind
 * it. The bytes that were written before are the same then, so a write that is torn takes nothing away that was forced.
 */
final class FrameWriter {
    /**
     * How many zeros a small write takes along behind it, so that the next ones find blocks that the file system has allotted for good: then their
     * force is one flush, not two.
     */
    private static final int ZEROS_AHEAD_BYTES = 128 << 10;

    /** From here on the zeros would cost more than the second flush (decision 304). */
    private static final int LARGE_WRITE_BYTES = 64 << 10;

    private static final byte[] ZEROS = new byte[Layout.SECTOR_BYTES];

    private final FrameChecksum checksum;
    private final ByteBuffer buffer;
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer headerBytes = ByteBuffer.allocate(FrameHeader.BYTES);
    private final ByteBuffer sector = ByteBuffer.allocate(Layout.SECTOR_BYTES);

    private Segment segment;
    private DiskFile file;

    /** Where the next frame goes; what lies between {@code begin} and here is in the buffer. */
    private long tail;

    /** Where in the file the buffer begins: at a block. */
    private long begin;

    /** How many bytes at the beginning of the buffer are in the file already. */
    private int written;

    /** How far the file is written to; what lies behind may be a hole. */
    private long reach;

    /** Whether the next write may take zeros along. */
    private boolean takesZeros;

    private long nextNumber;
    private long durableMark;

    FrameWriter(UUID storageId, int bufferBytes, short life) {
        this.checksum = new FrameChecksum(storageId);
        this.header.life = life;
        this.buffer = Blocks.allocate(bufferBytes);
    }

    /** Goes on in a segment: the next frame has a number, and stands at an offset up to which everything is forced. */
    void moveTo(Segment newSegment, DiskFile newFile, long offset, long number) throws IOException {
        begin = Layout.beginOfSector(offset);
        written = (int) (offset - begin);
        buffer.clear();
        if (written > 0) {
            buffer.put(firstBytesOfBlock(newSegment, offset));
        }
        segment = newSegment;
        file = newFile;
        tail = offset;
        reach = Layout.alignToSector(offset);
        nextNumber = number;
        durableMark = newSegment.basePosition() + offset;
    }

    /** Read twice: it is going to be written again, and a read that goes wrong once must not be made to last. */
    private ByteBuffer firstBytesOfBlock(Segment from, long offset) throws IOException {
        FileWindow first = new FileWindow(from.file(), offset, written);
        FileWindow second = new FileWindow(from.file(), offset, written);
        first.load(begin, written);
        second.load(begin, written);
        if (!first.buffer().equals(second.buffer())) {
            throw new IOException(from.path() + ": two reads from byte " + begin + " to " + offset + " differ");
        }
        return first.buffer();
    }

    /** Goes on in a segment that was made. */
    void continueIn(SegmentMaker.Made made, long number) throws IOException {
        moveTo(made.segment(), made.file(), Layout.HEAD_BYTES, number);
    }

    short life() {
        return header.life;
    }

    Segment segment() {
        return segment;
    }

    DiskFile file() {
        return file;
    }

    long tail() {
        return tail;
    }

    long tailPosition() {
        return segment.basePosition() + tail;
    }

    /** {@return the number of the next frame} */
    long nextNumber() {
        return nextNumber;
    }

    boolean fits(WriteBatch batch) {
        return Layout.segmentBytesFor(endOf(batch, tail)) <= segment.header().sizeBytes();
    }

    /** Where a batch would end that begins at {@code offset}. */
    static long endOf(WriteBatch batch, long offset) {
        long end = offset;
        if (batch.hardState().isPresent()) {
            end = Layout.nextSector(end) + 2 * Layout.SECTOR_BYTES;
        }
        if (hasBatchFrame(batch)) {
            end += FrameHeader.BYTES + Layout.align(batch.entries().sizeInBytes());
        }
        return end;
    }

    private static boolean hasBatchFrame(WriteBatch batch) {
        return batch.truncateFrom() != 0 || !batch.entries().isEmpty();
    }

    /**
     * Writes a batch that fits, if only into the buffer. The hard state stands in front, since recovery can hold back that more easily than entries.
     *
     * @return the position of the first entry, if there is one
     */
    long write(WriteBatch batch) throws IOException {
        boolean hasFrame = hasBatchFrame(batch);
        if (!hasFrame && batch.hardState().isEmpty()) {
            return tailPosition();
        }
        if (batch.hardState().isPresent()) {
            pair(batch.hardState().get(), hasFrame ? FrameHeader.CONTINUES : 0);
        }
        if (!hasFrame) {
            return tailPosition();
        }
        EncodedEntries entries = batch.entries();
        boolean truncates = batch.truncateFrom() != 0;
        header.firstIndex = truncates ? batch.truncateFrom() : entries.firstIndex();
        header(FrameKind.BATCH, truncates ? FrameHeader.TRUNCATES : 0, (int) entries.sizeInBytes());
        long position = tailPosition();
        for (int i = 0; i < entries.bufferCount(); i++) {
            put(entries.buffer(i));
        }
        zeros((int) (Layout.align(tail) - tail));
        return position;
    }

    private void pair(HardState hardState, int flags) throws IOException {
        padTo(Layout.nextSector(tail));
        clearSector();
        HardStateBody.write(sector.position(FrameHeader.BYTES), hardState);
        putSector(FrameKind.HARD_STATE, flags);
        putSector(FrameKind.HARD_STATE, flags | FrameHeader.SECOND);
    }

    private void clearSector() {
        Arrays.fill(sector.clear().array(), (byte) 0);
    }

    private void putSector(FrameKind kind, int flags) throws IOException {
        header.bodyBytes = Layout.SECTOR_BYTES - FrameHeader.BYTES;
        fill(kind, flags);
        header.write(sector, 0, tailPosition(), checksum);
        put(sector.clear());
    }

    /** Fills up to an offset that {@link Layout#nextSector} chose. */
    private void padTo(long offset) throws IOException {
        if (offset > tail) {
            int bodyBytes = (int) (offset - tail - FrameHeader.BYTES);
            header(FrameKind.PAD, 0, bodyBytes);
            zeros(bodyBytes);
        }
    }

    private void header(FrameKind kind, int flags, int bodyBytes) throws IOException {
        header.bodyBytes = bodyBytes;
        fill(kind, flags);
        header.write(headerBytes, 0, tailPosition(), checksum);
        put(headerBytes.clear());
        header.firstIndex = 0;
    }

    private void fill(FrameKind kind, int flags) {
        header.kind = kind;
        header.flags = flags;
        header.number = nextNumber++;
        header.durableMark = durableMark;
    }

    private void put(ByteBuffer bytes) throws IOException {
        tail += bytes.remaining();
        while (bytes.remaining() > buffer.remaining()) {
            int limit = bytes.limit();
            buffer.put(bytes.limit(bytes.position() + buffer.remaining()));
            bytes.limit(limit);
            writeOut();
        }
        buffer.put(bytes);
    }

    private void zeros(int count) throws IOException {
        for (int left = count; left > 0; left -= Math.min(left, ZEROS.length)) {
            put(ByteBuffer.wrap(ZEROS, 0, Math.min(left, ZEROS.length)));
        }
    }

    /** Hands the buffer to the file, with zeros up to the end of the last block, and keeps that block unless it is full. */
    private void writeOut() throws IOException {
        boolean zerosAhead = takesZeros;
        takesZeros = false;
        int end = buffer.position();
        if (end == written) {
            return;
        }
        int limit = (int) Layout.alignToSector(end);
        if (begin + limit > reach) {
            limit += zerosAhead ? roomForZeros(limit) : 0;
            reach = begin + limit;
        }
        while (buffer.position() < limit) {
            buffer.put(ZEROS, 0, Math.min(ZEROS.length, limit - buffer.position()));
        }
        file.write(buffer.flip(), begin);
        int full = (int) Layout.beginOfSector(end);
        buffer.limit(end).position(full);
        buffer.compact();
        begin += full;
        written = end - full;
    }

    /**
     * Lets the next write take zeros along, unless there is much to force. For batches only: a mark or a seal brings nothing behind it, and must not fail
     * for want of room.
     */
    void takeZerosAlong() {
        takesZeros = tailPosition() - durableMark <= LARGE_WRITE_BYTES;
    }

    private int roomForZeros(int bytes) {
        long room = Math.min(segment.header().sizeBytes() - begin, buffer.capacity()) - bytes;
        return (int) Math.min(ZEROS_AHEAD_BYTES, room);
    }

    /** Makes all that was written durable. */
    void force() throws IOException {
        writeOut();
        file.force();
        durableMark = tailPosition();
    }

    /** Writes, unforced, how far the log is forced: tells damage from a torn tail after a crash of the process. */
    void mark() throws IOException {
        header(FrameKind.MARK, 0, 0);
        writeOut();
    }

    /** Writes and forces a mark that does not share a sector with what it vouches for, as far as there is room. */
    void markApart() throws IOException {
        long end = segment.header().sizeBytes() - Layout.RESERVED_BYTES + FrameHeader.BYTES;
        if (tail + FrameHeader.BYTES <= end) {
            long apart = Layout.nextSector(tail);
            if (apart + FrameHeader.BYTES <= end) {
                padTo(apart);
            }
            header(FrameKind.MARK, 0, 0);
        }
        force();
    }

    /** Ends the segment, which has a successor now. Not forced: it tells that a file was lost, not that power was. */
    void seal() throws IOException {
        header(FrameKind.SEAL, 0, 0);
        writeOut();
    }
}
