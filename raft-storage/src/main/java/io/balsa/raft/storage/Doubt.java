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
 * noted nothing. No later force tells. Of a short segment it is all, so that a server that dies and starts again and again does not make a file
 * each time. It is held in memory: as much as was persisted together, or a short segment.
 *
 * @param last the last segment
 * @param cut where in the segment it begins
 * @param number of the frame there
 * @param before what the log amounts to in front of it
 * @param batches all of it that has an effect
 */
record Doubt(SegmentHead last, long cut, long number, Checkpoint before, List<WriteBatch> batches) {
    /** Reads it, once a scan has found that it is good up to {@code end}. */
    static Doubt read(SegmentHead last, Unforced unforced, long end) throws IOException {
        Unforced.Place begin = unforced.begin(end);
        List<WriteBatch> batches = new ArrayList<>();
        for (Unforced.Effect effect : unforced.effectsFrom(begin)) {
            EncodedEntries entries = entries(last.segment(), effect);
            batches.add(new WriteBatch(0, effect.hardState(), effect.truncateFrom(), entries));
        }
        return new Doubt(last, begin.offset(), begin.number(), begin.before(), batches);
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
    private static EncodedEntries entries(Segment segment, Unforced.Effect effect) throws IOException {
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
