package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.MalformedEntriesException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found at the end of the log and is perhaps not on the medium: no mark says that it was forced. It may be in the page cache alone, as
 * a change that counts as clean, after a force that failed in an earlier process; or its blocks may be where the file system has
 * noted nothing. No later force tells. It is held in memory: as much as was persisted together, or a short segment.
 *
 * @param last the last segment
 * @param cut where in the segment it begins
 * @param number of the frame there
 * @param before what the log amounts to in front of it
 * @param batches all of it that has an effect
 */
record Doubt(SegmentHead last, long cut, long number, Checkpoint before, List<WriteBatch> batches) {
    private static final long SHORT_BYTES = 1 << 20;

    /** The same as a share of the segment's size. */
    private static final int SHORT_SHARE = 4;

    /** Reads it, once a scan has found that it is good. */
    static Doubt read(SegmentHead last, SegmentScan scan) throws IOException {
        Segment segment = last.segment();
        SegmentScan.Forced from = scan.end() <= shortEnd(segment)
                ? new SegmentScan.Forced(Layout.HEAD_BYTES, last.firstFrameNumber(), last.checkpoint())
                : scan.forced();
        List<WriteBatch> batches = new ArrayList<>();
        for (SegmentScan.Effect effect : scan.effectsFrom(from.offset())) {
            EncodedEntries entries = entries(segment, effect);
            batches.add(new WriteBatch(0, effect.hardState(), effect.truncateFrom(), entries));
        }
        return new Doubt(last, from.offset(), from.number(), from.before(), batches);
    }

    /**
     * Where a short segment ends at the latest. Such a one is in doubt as a whole, so that a server that dies and starts again and again does not make
     * a file each time.
     */
    static long shortEnd(Segment segment) {
        return Layout.HEAD_BYTES + Math.min(SHORT_BYTES, segment.header().sizeBytes() / SHORT_SHARE);
    }

    /** The seal of the segment if what is in doubt goes to the next one. */
    Seal seal() {
        return new Seal(last, cut, number);
    }

    /** Whether the whole segment is in doubt, its name included. */
    boolean isAll() {
        return cut == Layout.HEAD_BYTES;
    }

    /** Checks them once more: perhaps they have to be read again. */
    private static EncodedEntries entries(Segment segment, SegmentScan.Effect effect) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(effect.bodyBytes());
        while (bytes.hasRemaining()) {
            if (segment.file().read(bytes, effect.body() + bytes.position()) < 0) {
                throw new IOException(segment.path() + " ends at byte " + (effect.body() + bytes.position()));
            }
        }
        try {
            return EncodedEntries.decode(effect.firstIndex(), bytes.flip());
        } catch (MalformedEntriesException e) {
            throw new IOException(
                    segment.path() + ": entries at byte " + effect.body()
                            + " were intact when they were read first, and are not now: " + e.getMessage(),
                    e);
        }
    }
}
