package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a log holds, to compare.
 *
 * @param hardState term and vote
 * @param entries the entries from index 1 on
 */
record LogContents(HardState hardState, List<Entry> entries) {
    static final LogContents EMPTY = new LogContents(HardState.INITIAL, List.of());

    private static final long MAX_READ_BYTES = 1 << 20;

    /** An entry without its payload, of which a hash will do. */
    record Entry(long index, long term, int payloadBytes, int payloadHash) {}

    /** Reads a storage that was just opened, every entry of it. */
    static LogContents of(LogStorage log) throws StorageException {
        RestoredState restored = log.restored();
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < restored.lastIndex()) {
            collect(log.read(entries.size() + 1, restored.lastIndex(), MAX_READ_BYTES), entries);
        }
        if (!termRuns(entries).equals(restored.termRuns())) {
            throw new StorageException(
                    "terms restored: " + restored.termRuns() + ", those of the entries: " + termRuns(entries));
        }
        return new LogContents(restored.hardState(), List.copyOf(entries));
    }

    private static void collect(EncodedEntries from, List<Entry> to) {
        for (EntryCursor cursor = from.cursor(); cursor.next(); ) {
            to.add(new Entry(
                    cursor.index(),
                    cursor.term(),
                    cursor.payloadBytes(),
                    cursor.payload().hashCode()));
        }
    }

    private static List<TermRun> termRuns(List<Entry> entries) {
        List<TermRun> runs = new ArrayList<>();
        for (Entry entry : entries) {
            if (runs.isEmpty() || runs.get(runs.size() - 1).term() != entry.term()) {
                runs.add(new TermRun(entry.index(), entry.term()));
            }
        }
        return runs;
    }

    long lastIndex() {
        return entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).term();
    }

    /** What it is after a batch. */
    LogContents after(WriteBatch batch) {
        List<Entry> now = new ArrayList<>(entries);
        if (batch.truncateFrom() != 0) {
            now.subList((int) batch.truncateFrom() - 1, now.size()).clear();
        }
        collect(batch.entries(), now);
        return new LogContents(batch.hardState().orElse(hardState), List.copyOf(now));
    }

    @Override
    public String toString() {
        return "term " + hardState.term() + ", vote for "
                + hardState.votedFor().map(Object::toString).orElse("nobody") + ", " + lastIndex()
                + " entries with terms " + termRuns(entries);
    }
}
