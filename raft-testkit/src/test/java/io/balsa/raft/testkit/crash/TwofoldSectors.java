package io.balsa.raft.testkit.crash;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds the sectors of a segment that the format keeps twice, by what stands in them. */
final class TwofoldSectors {
    private TwofoldSectors() {}

    /** {@return the offsets of the headers of the segment, and of checkpoints and hard states} */
    static List<Long> of(Disk disk, String segment) throws IOException {
        ByteBuffer bytes;
        try (DiskFile file = disk.open(segment, Disk.Access.READ)) {
            bytes = ByteBuffer.allocate(Math.toIntExact(file.sizeBytes()));
            file.read(bytes, 0);
        }
        SegmentHeader header = SegmentHeader.read(bytes, 0, segment);
        FrameChecksum checksum = new FrameChecksum(header.storageId());
        FrameHeader frame = new FrameHeader();
        List<Long> found = new ArrayList<>(List.of(0L, (long) Layout.SECTOR_BYTES));
        for (int at = Layout.CHECKPOINT_OFFSET; at < bytes.limit(); at += Layout.SECTOR_BYTES) {
            int available = Math.min(Layout.SECTOR_BYTES, bytes.limit() - at);
            if (frame.read(bytes, at, available, header.basePosition() + at, checksum) && frame.kind.paired) {
                found.add((long) at);
            }
        }
        return found;
    }
}
