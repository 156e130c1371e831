package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes segments. A file gets its size and its head, forced, before it gets its name: a file with the name of a segment is a
 * segment from its first byte on. Between head and end it is a hole, which reads as zeros (decision 304).
 */
final class SegmentMaker {
    /** The name of a file that is being made. */
    static final String NEXT_NAME = "next.wal";

    private static final Logger LOG = LoggerFactory.getLogger(SegmentMaker.class);

    private final Disk disk;
    private final StorageOptions options;

    SegmentMaker(Disk disk, StorageOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /**
     * A segment that was made.
     *
     * @param segment the segment, to read
     * @param file its file, to write
     */
    record Made(Segment segment, DiskFile file) implements Closeable {
        @Override
        public void close() throws IOException {
            try {
                file.close();
            } finally {
                segment.file().close();
            }
        }
    }

    /** Deletes what an earlier process left unfinished. */
    static void deleteLeftovers(Disk disk, List<String> names) throws IOException {
        if (names.contains(NEXT_NAME)) {
            disk.delete(NEXT_NAME);
        }
    }

    /** Makes a segment durable, with head and name; {@code frame} tells number, durable mark and life of the checkpoint. */
    Made make(SegmentHeader header, Checkpoint checkpoint, FrameHeader frame) throws IOException {
        Made made = begin(header, checkpoint, frame);
        try {
            made.file().force();
            name(made);
            return made;
        } catch (IOException | RuntimeException e) {
            giveUp(made, e);
            throw e;
        }
    }

    /** Closes a segment after a failure, and gives its room back if it has no name yet: others may need it. */
    void giveUp(Made made, Throwable failure) {
        try (made) {
            deleteLeftovers(disk, disk.list(""));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes a segment that is not forced and has no name yet, so that frames can be in it before anybody finds it. */
    Made begin(SegmentHeader header, Checkpoint checkpoint, FrameHeader frame) throws IOException {
        warnUnlessRoomFor(header.sizeBytes());
        String name = Segment.nameOf(header.number());
        DiskFile file = disk.open(NEXT_NAME, options.accessToCreate());
        Made made = new Made(new Segment(name, disk.describe(name), header, open(file)), file);
        try {
            file.write(Blocks.allocate(Layout.SECTOR_BYTES), header.sizeBytes() - Layout.SECTOR_BYTES);
            file.write(Blocks.copyOf(head(header, checkpoint, frame)), 0);
            return made;
        } catch (IOException | RuntimeException e) {
            giveUp(made, e);
            throw e;
        }
    }

    /** Opens what {@code file} writes once more, to read. */
    private DiskFile open(DiskFile file) throws IOException {
        try {
            return disk.open(NEXT_NAME, Disk.Access.READ);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Gives a segment its name, durably. All that is in it has been forced. */
    void name(Made made) throws IOException {
        disk.rename(NEXT_NAME, made.segment().name());
        disk.forceDirectory("");
    }

    /** A disk that is too full for a whole segment may yet have room for all that comes: no reason to fail today. */
    private void warnUnlessRoomFor(long bytes) throws IOException {
        long free = disk.freeBytes();
        if (free < bytes) {
            LOG.warn("{} bytes free for the next file of the log at {}: {} needed", free, disk.describe(""), bytes);
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
}
