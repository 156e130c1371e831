package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Every entry that any server ever wrote, by index and term. I3, Log Matching (paper §5.3): index and term determine an entry and the term of the
 * one before it; by induction they determine the whole log up to there.
 */
final class EntryRegistry {
    private static final String LOG_MATCHING = "I3, index and term determine an entry and its predecessor";

    /** One of the entries that were written at an index. */
    static final class Known {
        final long index;
        final long term;
        final long previousTerm;
        final long content;
        final boolean isCommand;
        final Known other;

        Known(long index, long previousTerm, EntryCursor entry, Known other) {
            this.index = index;
            this.term = entry.term();
            this.previousTerm = previousTerm;
            this.content = contentOf(entry);
            this.isCommand = entry.isCommand();
            this.other = other;
        }
    }

    private final List<Known> byIndex = new ArrayList<>();

    /** Takes note of an entry, or compares it with what is known. */
    void written(String by, EntryCursor entry, long previousTerm) {
        int index = Math.toIntExact(entry.index());
        while (byIndex.size() <= index) {
            byIndex.add(null);
        }
        Known known = find(index, entry.term());
        if (known == null) {
            byIndex.set(index, new Known(index, previousTerm, entry, byIndex.get(index)));
        } else if (known.previousTerm != previousTerm || known.content != contentOf(entry)) {
            throw new InvariantBroken(
                    LOG_MATCHING,
                    by + " writes entry " + index + "@" + entry.term() + " behind term " + previousTerm
                            + " with content "
                            + Long.toHexString(contentOf(entry)) + "; known behind term " + known.previousTerm
                            + " with content " + Long.toHexString(known.content));
        }
    }

    /** {@return the entry, or null if nobody wrote it} */
    Known find(long index, long term) {
        Known known = index < byIndex.size() ? byIndex.get((int) index) : null;
        while (known != null && known.term != term) {
            known = known.other;
        }
        return known;
    }

    static long contentOf(EntryCursor entry) {
        return contentOf(entry.timestampMillis(), entry.isCommand(), entry.payload());
    }

    /** {@return what tells an entry from every other} */
    static long contentOf(long timestampMillis, boolean isCommand, ByteBuffer payload) {
        long hash = Chance.mix(timestampMillis * 2 + (isCommand ? 1 : 0));
        int at = payload.position();
        for (; at + 8 <= payload.limit(); at += 8) {
            hash = (hash ^ payload.getLong(at)) * 0xBF58476D1CE4E5B9L;
        }
        for (; at < payload.limit(); at++) {
            hash = (hash ^ payload.get(at)) * 0xBF58476D1CE4E5B9L;
        }
        return Chance.mix(hash + payload.remaining());
    }
}
