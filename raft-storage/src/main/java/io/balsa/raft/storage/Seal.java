package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;

/**
 * The last frame of a segment that has a successor, as an opening writes it: it tells that a file is missing, should the successor get lost. Not
 * forced, so it may be lost with a power cut; the next opening writes it again.
 *
 * @param head of the segment
 * @param end where its other frames end
 * @param number of the seal
 */
record Seal(SegmentHead head, long end, long number) {
    /** Not before the successor is durable. The frames of a segment are of one life, the seal included. */
    void write(Disk disk, StorageOptions options) throws IOException {
        Segment segment = head.segment();
        try (DiskFile file = disk.open(segment.name(), options.accessToWrite())) {
            FrameWriter writer = new FrameWriter(segment.header().storageId(), 2 * Layout.SECTOR_BYTES, head.life());
            writer.moveTo(segment, file, end, number);
            writer.seal();
        }
    }
}
