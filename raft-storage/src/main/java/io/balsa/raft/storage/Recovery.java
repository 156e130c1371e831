package io.balsa.raft.storage;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a log that is there: reads and judges all of it first, and changes something on disk only when everything is found good.
 *
 * <p>Torn is not corrupt. The frames of the last write, which nobody had been told of, may be there, missing or broken, each for itself. What lies
 * in front of a durable mark had been forced and perhaps acknowledged. So the first bad frame is a torn end exactly if it stands at or
 * behind every mark found, in front of it or behind it; otherwise it is damage, and the log is refused.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Disk disk;
    private final StorageOptions options;
    private final String clusterId;
    private final NodeId node;
    private final SegmentMaker maker;
    private final List<Repair> repairs = new ArrayList<>();
    private final Segments segments = new Segments();

    Recovery(Disk disk, StorageOptions options, String clusterId, NodeId node, SegmentMaker maker) {
        this.disk = disk;
        this.options = options;
        this.clusterId = clusterId;
        this.node = node;
        this.maker = maker;
    }

    /** Recovers the log in a directory with the files given, of which at least one is a segment. */
    RecoveredLog recover(List<String> names) throws IOException {
        List<String> segmentNames = names.stream()
                .filter(Segment::isSegmentName)
                .sorted(Comparator.comparingLong(Segment::numberOf))
                .toList();
        try {
            List<SegmentHead> heads = new ArrayList<>();
            for (String name : segmentNames) {
                SegmentHead head = SegmentHead.read(disk, name, clusterId, node, repairs);
                segments.add(head.segment());
                heads.add(head);
            }
            checkChain(heads);
            return replay(heads, names);
        } catch (IOException | RuntimeException | Error e) {
            segments.close();
            throw e;
        }
    }

    private static void checkChain(List<SegmentHead> heads) throws CorruptLogException {
        SegmentHead first = heads.get(0);
        Checkpoint start = first.checkpoint();
        if (start.lastIndex() != start.baseIndex()) {
            throw first.segment()
                    .corrupt(
                            Layout.CHECKPOINT_OFFSET,
                            "entries " + (start.baseIndex() + 1) + " to " + start.lastIndex() + " in earlier segments",
                            "the file "
                                    + Segment.nameOf(first.segment().header().number() - 1));
        }
        for (int i = 1; i < heads.size(); i++) {
            SegmentHeader before = heads.get(i - 1).segment().header();
            Segment segment = heads.get(i).segment();
            SegmentHeader header = segment.header();
            if (!header.storageId().equals(before.storageId())) {
                throw segment.corrupt(
                        0,
                        "storage id " + header.storageId(),
                        before.storageId().toString());
            }
            if (header.number() != before.number() + 1) {
                throw segment.corrupt(
                        0,
                        "segment " + header.number() + " behind segment " + before.number(),
                        "the file " + Segment.nameOf(before.number() + 1));
            }
            if (header.basePosition() != before.basePosition() + before.sizeBytes()) {
                throw segment.corrupt(
                        0,
                        "base position " + header.basePosition(),
                        "position " + (before.basePosition() + before.sizeBytes()));
            }
        }
    }

    private RecoveredLog replay(List<SegmentHead> heads, List<String> names) throws IOException {
        Checkpoint start = heads.get(0).checkpoint();
        FrameChecksum checksum =
                new FrameChecksum(heads.get(0).segment().header().storageId());
        LogState state = new LogState(start.hardState(), start.lastIndex(), start.lastTerm());
        LogIndex index = new LogIndex(start.lastIndex());
        Optional<Seal> missing = Optional.empty();
        for (int i = 0; i + 1 < heads.size(); i++) {
            if (i + 2 < heads.size()) {
                // Not the last one: its file may be replaced, which Windows refuses while somebody reads it.
                disk.willRead(heads.get(i + 1).segment().name());
            }
            SegmentScan scan = new SegmentScan(heads.get(i), checksum, state, index, repairs, Optional.empty());
            replayWhole(scan, heads.get(i).segment(), heads.get(i + 1), state);
            missing = scan.isSealed()
                    ? Optional.empty()
                    : Optional.of(new Seal(heads.get(i), scan.end(), scan.nextNumber()));
        }
        SegmentHead last = heads.get(heads.size() - 1);
        Unforced unforced = new Unforced(last);
        SegmentScan scan = new SegmentScan(last, checksum, state, index, repairs, Optional.of(unforced));
        scan.replayUntil(last.segment().header().sizeBytes());
        TailSearch tail = scan.searchTail();
        refuseDamage(scan, tail, last.segment());
        Doubt doubt = Doubt.read(last, unforced, scan.end());
        // From here on things are changed on disk.
        warnOfTornEnd(scan, tail, last.segment());
        repair(last.segment(), scan.end(), doubt.isAll() ? 0 : doubt.cut());
        SegmentMaker.deleteLeftovers(disk, names);
        return new RecoveredLog(state, index, segments, renew(doubt, missing, index));
    }

    /** Goes on in a file of its own, and seals the one in front of it. */
    private FrameWriter renew(Doubt doubt, Optional<Seal> missing, LogIndex index) throws IOException {
        short life = lifeAfter(doubt.last().life());
        FrameWriter writer = new Renewal(options, maker, doubt, life).renew(segments, index);
        try {
            Optional<Seal> seal = doubt.isAll() ? missing : Optional.of(doubt.seal());
            if (seal.isPresent()) {
                seal.get().write(disk, options);
            }
            if (!doubt.batches().isEmpty()) {
                writer.markApart();
            }
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            writer.file().close();
            throw e;
        }
    }

    private static void warnOfTornEnd(SegmentScan scan, TailSearch tail, Segment last) {
        if (tail.endOfBytes() > scan.end()) {
            LOG.warn(
                    "{}: torn end, {} bytes dropped from byte {} on, none of them acknowledged",
                    last.path(),
                    tail.endOfBytes() - scan.end(),
                    scan.end());
        }
    }

    /** A segment with a successor was forced before that was made: nothing in it can be torn. */
    private static void replayWhole(SegmentScan scan, Segment segment, SegmentHead next, LogState state)
            throws IOException {
        long stop = segment.offsetOf(next.checkpoint().previousEnd());
        if (stop < Layout.HEAD_BYTES || stop > segment.header().sizeBytes()) {
            throw next.segment()
                    .corrupt(Layout.CHECKPOINT_OFFSET, "an end of the segment before at byte " + stop, "one within it");
        }
        scan.replayUntil(stop);
        if (scan.damage().isPresent()) {
            throw segment.corrupt(scan.damage().get());
        }
        if (scan.end() != stop) {
            throw segment.corrupt(scan.end(), "frames that end at byte " + scan.end(), "an end at byte " + stop);
        }
        Checkpoint expected = state.checkpoint(next.checkpoint().previousEnd());
        // Behind the last frame come a seal and the two copies of the checkpoint.
        long frames = next.firstFrameNumber() - scan.nextNumber();
        if (!next.checkpoint().equals(expected) || frames != 3) {
            throw next.segment()
                    .corrupt(
                            Layout.CHECKPOINT_OFFSET,
                            next.checkpoint() + ", " + frames + " frames farther",
                            expected + ", 3 frames farther");
        }
    }

    private static void refuseDamage(SegmentScan scan, TailSearch tail, Segment segment) throws CorruptLogException {
        long mark = segment.offsetOf(Math.max(scan.durableMark(), tail.durableMark()));
        if (mark > scan.end()) {
            Damage damage = scan.damage().orElseGet(() -> new Damage(scan.end(), "no batch", "the batch of the vote"));
            String witness = tail.durableMark() > scan.durableMark()
                    ? "the frame at byte " + tail.evidenceOffset()
                    : "an earlier frame";
            throw segment.corrupt(
                    damage.offset(),
                    damage.found(),
                    damage.expected() + " (not a torn end: " + witness + " says that all up to byte " + mark
                            + " had been forced)");
        }
    }

    /**
     * Mends what is damaged, in the last segment only up to the cut: what lies between that and the end goes to another file.
     */
    private void repair(Segment last, long end, long cut) throws IOException {
        repairs.removeIf(repair -> repair.segment().equals(last) && repair.offset() >= end);
        for (Repair repair : repairs) {
            LOG.warn(
                    "{}: sector at byte {} is damaged, repaired from its copy",
                    repair.segment().path(),
                    repair.offset());
            if (repair.segment().equals(last) && repair.offset() >= cut) {
                continue;
            }
            try (DiskFile file = disk.open(repair.segment().name(), options.accessToWrite())) {
                file.write(Blocks.copyOf(repair.sector()), repair.offset());
                file.force();
            }
        }
    }

    private short lifeAfter(short life) {
        short next = (short) disk.randomId().getLeastSignificantBits();
        return next == life ? (short) (life + 1) : next;
    }
}
