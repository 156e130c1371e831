package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes segments. A file is filled with zeros and forced under a temporary name, so that the log overwrites blocks that the file
 * system has allotted for good: one flush for a commit instead of two. It gets its head, forced, before it gets its name: a file
 * with the name of a segment is a segment from its first byte on.
 *
 * <p>Safe for use by several threads: one persists, another may fill the next file meanwhile.
 */
final class SegmentMaker {
    /** The file made ahead. */
    static final String NEXT_NAME = "next.wal";

    /** A file made in place, for a batch larger than a segment. */
    static final String LARGE_NAME = "large.wal";

    private static final Logger LOG = LoggerFactory.getLogger(SegmentMaker.class);

    /** How much is filled and forced at once: the log's own forces wait for so much, now and then. */
    private static final int STEP_BYTES = 256 << 10;

    private static final ByteBuffer ZEROS = Blocks.allocate(STEP_BYTES).asReadOnlyBuffer();

    private final Disk disk;
    private final StorageOptions options;
    private final long segmentBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private DiskFile next;
    private long filledBytes;
    private boolean failed;
    private boolean closed;
    private boolean warned;

    /** How far the next file should be filled by now. */
    private volatile long dueBytes;

    SegmentMaker(Disk disk, StorageOptions options) {
        this.disk = disk;
        this.options = options;
        this.segmentBytes = options.segmentBytes();
    }

    /**
     * A segment that was made.
     *
     * @param segment the segment, to read
     * @param file its file, to write
     */
    record Made(Segment segment, DiskFile file) {}

    /** Deletes what an earlier process left unfinished. */
    static void deleteLeftovers(Disk disk, List<String> names) throws IOException {
        for (String name : List.of(NEXT_NAME, LARGE_NAME)) {
            if (names.contains(name)) {
                disk.delete(name);
            }
        }
    }

    /**
     * Says how far the log is in the current segment. The next file has to be ready when that is full; filled as fast as possible it would be
     * ready much earlier, and the log's own forces would wait for the disk meanwhile. Twice as fast as the log leaves a margin.
     */
    void follow(long tail, long sizeBytes) {
        dueBytes = Math.min(segmentBytes, 2 * segmentBytes * tail / sizeBytes);
    }

    /** Fills a part of the next file. Returns false if that is not due, or if there is no room for it. */
    boolean step() throws IOException {
        lock.lock();
        try {
            if (closed || (next != null && filledBytes >= dueBytes)) {
                return false;
            }
            checkNotFailed();
            // Asked before each step: from the first to the last the log may take hours, and others fill the disk
            // meanwhile.
            if (!hasRoom(next == null ? segmentBytes : segmentBytes - filledBytes)) {
                return false;
            }
            if (next == null) {
                begin();
            }
            fillStep();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A disk that is too full for the next file may yet have room for all that comes: no reason to fail today. */
    private boolean hasRoom(long neededBytes) throws IOException {
        long free = disk.freeBytes();
        if (free < neededBytes && !warned) {
            LOG.warn(
                    "{} bytes free for the next file of the log at {}: {} needed",
                    free,
                    disk.describe(""),
                    neededBytes);
        }
        warned = free < neededBytes;
        return !warned;
    }

    private void checkNotFailed() throws IOException {
        if (failed) {
            throw new IOException(disk.describe(NEXT_NAME) + " could not be written or forced earlier");
        }
    }

    private void begin() throws IOException {
        next = disk.open(NEXT_NAME, options.accessToCreate());
        filledBytes = 0;
    }

    private void fillStep() throws IOException {
        long end = Math.min(segmentBytes, filledBytes + STEP_BYTES);
        // A force that failed is final for this file too: no later step may believe in it.
        failed = true;
        zero(next, filledBytes, end);
        next.force();
        failed = false;
        filledBytes = end;
    }

    /** Writes zeros, unforced, to whole blocks. */
    static void zero(DiskFile file, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            int bytes = (int) Math.min(ZEROS.capacity(), to - at);
            file.write(ZEROS.duplicate().limit(bytes), at);
            at += bytes;
        }
    }

    /** Makes a segment durable, with head and name; {@code frame} tells number, durable mark and life of the checkpoint. */
    Made make(SegmentHeader header, Checkpoint checkpoint, FrameHeader frame) throws IOException {
        if (header.sizeBytes() != segmentBytes) {
            return finish(LARGE_NAME, makeLarge(header.sizeBytes()), header, checkpoint, frame);
        }
        // Held until the file has its own name: only then may another thread begin a file under the name that it had.
        lock.lock();
        try {
            return finish(NEXT_NAME, takeNext(), header, checkpoint, frame);
        } finally {
            lock.unlock();
        }
    }

    private Made finish(
            String temporaryName, DiskFile file, SegmentHeader header, Checkpoint checkpoint, FrameHeader frame)
            throws IOException {
        try {
            file.write(Blocks.copyOf(head(header, checkpoint, frame)), 0);
            file.force();
            String name = Segment.nameOf(header.number());
            disk.rename(temporaryName, name);
            disk.forceDirectory("");
            DiskFile readFile = disk.open(name, Disk.Access.READ);
            return new Made(new Segment(name, disk.describe(name), header, readFile), file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private DiskFile takeNext() throws IOException {
        lock.lock();
        try {
            checkNotFailed();
            if (next == null) {
                begin();
            }
            while (filledBytes < segmentBytes) {
                fillStep();
            }
            DiskFile taken = next;
            next = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private DiskFile makeLarge(long sizeBytes) throws IOException {
        DiskFile file = disk.open(LARGE_NAME, options.accessToCreate());
        try {
            zero(file, 0, sizeBytes);
            file.force();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static ByteBuffer head(SegmentHeader header, Checkpoint checkpoint, FrameHeader frame) {
        ByteBuffer head = ByteBuffer.allocate(Layout.HEAD_BYTES);
        header.write(head, 0);
        header.write(head, Layout.SECTOR_BYTES);
        FrameChecksum checksum = new FrameChecksum(header.storageId());
        long number = frame.number;
        frame.kind = FrameKind.CHECKPOINT;
        frame.bodyBytes = Layout.SECTOR_BYTES - FrameHeader.BYTES;
        for (int copy = 0; copy < 2; copy++) {
            int at = Layout.CHECKPOINT_OFFSET + copy * Layout.SECTOR_BYTES;
            checkpoint.write(head.slice(at + FrameHeader.BYTES, frame.bodyBytes));
            frame.number = number + copy;
            frame.flags = copy == 0 ? 0 : FrameHeader.SECOND;
            frame.write(head, at, header.basePosition() + at, checksum);
        }
        return head;
    }

    void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            if (next != null) {
                next.close();
                next = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
