package io.balsa.raft.storage;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.ContradictionException;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a segment, read and checked: whose it is, and what the segments before it amount to.
 *
 * @param segment the segment
 * @param checkpoint what its checkpoint says
 * @param firstFrameNumber number of the first frame behind the checkpoint
 * @param durableMark the mark of the checkpoint
 * @param life the life that wrote it
 */
record SegmentHead(Segment segment, Checkpoint checkpoint, long firstFrameNumber, long durableMark, short life) {
    static SegmentHead read(Disk disk, String name, String clusterId, NodeId node, List<Repair> repairs)
            throws IOException {
        DiskFile file = disk.open(name, Disk.Access.READ);
        try {
            return read(name, disk.describe(name), file, clusterId, node, repairs);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static SegmentHead read(
            String name, String path, DiskFile file, String clusterId, NodeId node, List<Repair> repairs)
            throws IOException {
        long sizeBytes = file.sizeBytes();
        if (sizeBytes < Layout.HEAD_BYTES) {
            throw new CorruptLogException(
                    path, sizeBytes, "the end of the file", "at least " + Layout.HEAD_BYTES + " bytes");
        }
        FileWindow window = new FileWindow(file, sizeBytes, Layout.HEAD_BYTES);
        window.load(0, Layout.HEAD_BYTES);
        int intact = intactCopy(window.buffer(), path);
        SegmentHeader header = SegmentHeader.read(window.buffer(), intact, path);
        check(header, name, path, sizeBytes, clusterId, node);
        Segment segment = new Segment(name, path, header, file);
        int other = Layout.SECTOR_BYTES - intact;
        if (!SegmentHeader.isIntact(window.buffer(), other)) {
            ByteBuffer sector = ByteBuffer.allocate(Layout.SECTOR_BYTES)
                    .put(window.buffer().slice(intact, Layout.SECTOR_BYTES))
                    .flip();
            repairs.add(new Repair(segment, other, sector));
        }
        return withCheckpoint(segment, window, repairs);
    }

    private static int intactCopy(ByteBuffer head, String path) throws CorruptLogException {
        boolean first = SegmentHeader.isIntact(head, 0);
        boolean second = SegmentHeader.isIntact(head, Layout.SECTOR_BYTES);
        if (!first && !second) {
            throw new CorruptLogException(path, 0, "no intact segment header", "one in the first or second sector");
        }
        if (first
                && second
                && !head.slice(0, Layout.SECTOR_BYTES).equals(head.slice(Layout.SECTOR_BYTES, Layout.SECTOR_BYTES))) {
            throw new CorruptLogException(path, Layout.SECTOR_BYTES, "another segment header", "a copy of the first");
        }
        return first ? 0 : Layout.SECTOR_BYTES;
    }

    private static void check(
            SegmentHeader header, String name, String path, long sizeBytes, String clusterId, NodeId node)
            throws StorageException {
        if (!header.clusterId().equals(clusterId)) {
            throw new StorageException(
                    path + " belongs to cluster '" + header.clusterId() + "': expected cluster '" + clusterId + "'");
        }
        if (!header.node().equals(node)) {
            throw new StorageException(path + " belongs to node '" + header.node() + "': expected node '" + node + "'");
        }
        if (header.number() != Segment.numberOf(name)) {
            throw new CorruptLogException(
                    path, 0, "segment number " + header.number(), "the number in the file's name");
        }
        if (header.sizeBytes() != sizeBytes) {
            throw new CorruptLogException(
                    path, Math.min(sizeBytes, header.sizeBytes()), sizeBytes + " bytes", header.sizeBytes() + " bytes");
        }
    }

    private static SegmentHead withCheckpoint(Segment segment, FileWindow window, List<Repair> repairs)
            throws IOException {
        FrameChecksum checksum = new FrameChecksum(segment.header().storageId());
        FrameHeader frame = new FrameHeader();
        Optional<ByteBuffer> body = new PairedFrames(segment, window, checksum, repairs, Optional.empty())
                .read(Layout.CHECKPOINT_OFFSET, frame);
        if (body.isEmpty() || frame.kind != FrameKind.CHECKPOINT) {
            throw segment.corrupt(
                    Layout.CHECKPOINT_OFFSET, "no intact checkpoint", "one in the third or fourth sector");
        }
        try {
            Checkpoint checkpoint = Checkpoint.read(body.get());
            return new SegmentHead(segment, checkpoint, frame.number + 2, frame.durableMark, frame.life);
        } catch (ContradictionException e) {
            throw segment.corrupt(Layout.CHECKPOINT_OFFSET, e.found(), e.expected());
        }
    }
}
