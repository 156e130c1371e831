package io.balsa.raft.node;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Entries that are on the disk and no longer in memory, to be read by somebody who may wait for a disk. Made from
 * memory alone; the log may be cut before they are read, so {@link #read} proves that it found what was meant.
 *
 * @param firstIndex the first
 * @param lastIndex the last
 * @param sizeInBytes an upper bound of their size
 * @param termRuns their terms
 */
record StoredEntries(long firstIndex, long lastIndex, long sizeInBytes, List<TermRun> termRuns) implements Entries {
    /** Finds out the terms from the core's metadata. */
    static StoredEntries of(long firstIndex, long lastIndex, long sizeInBytes, LongUnaryOperator termAt) {
        List<TermRun> runs = new ArrayList<>(1);
        long lastTerm = termAt.applyAsLong(lastIndex);
        for (long index = firstIndex, term = 0; term < lastTerm; index++) {
            long found = termAt.applyAsLong(index);
            if (found != term) {
                runs.add(new TermRun(index, found));
                term = found;
            }
        }
        return new StoredEntries(firstIndex, lastIndex, sizeInBytes, List.copyOf(runs));
    }

    /** Not known without reading; nobody asks it of entries that are to be sent. */
    @Override
    public List<ConfigurationEntry> configurations() {
        return List.of();
    }

    @Override
    public StoredEntries slice(long from, long to) {
        if (from < firstIndex || to > lastIndex || from > to) {
            throw new IllegalArgumentException(
                    "slice " + from + " to " + to + ": expected a part of " + firstIndex + " to " + lastIndex);
        }
        List<TermRun> runs = new ArrayList<>(termRuns.size());
        for (TermRun run : termRuns) {
            if (run.firstIndex() <= from) {
                runs.clear();
                runs.add(new TermRun(from, run.term()));
            } else if (run.firstIndex() <= to) {
                runs.add(run);
            }
        }
        return new StoredEntries(from, to, sizeInBytes, List.copyOf(runs));
    }

    /** {@return the term of the last entry} */
    long lastTerm() {
        return termRuns.get(termRuns.size() - 1).term();
    }

    /**
     * Reads them, and compares index and term of the last one. If these are as expected then so is everything before
     * it, by the Log Matching Property (paper §5.3): no two logs that ever were have the same last entry and differ in
     * front of it, and so a mixture of two logs cannot pass either.
     *
     * @return the entries; empty if the log has others there by now
     * @throws StorageException if they cannot be read, or are not there any more
     */
    Optional<EncodedEntries> read(LogStorage storage) throws StorageException {
        List<EncodedEntries> parts = new ArrayList<>(1);
        for (long next = firstIndex; next <= lastIndex; ) {
            EncodedEntries part = storage.read(next, lastIndex, Integer.MAX_VALUE);
            if (part.isEmpty() || part.firstIndex() != next || part.lastIndex() > lastIndex) {
                throw new StorageException("storage answered a read of " + next + " to " + lastIndex + " with " + part);
            }
            parts.add(part);
            next = part.lastIndex() + 1;
        }
        List<TermRun> runs = parts.get(parts.size() - 1).termRuns();
        boolean asExpected = runs.get(runs.size() - 1).term() == lastTerm();
        return asExpected ? Optional.of(EncodedEntries.join(parts)) : Optional.empty();
    }
}
