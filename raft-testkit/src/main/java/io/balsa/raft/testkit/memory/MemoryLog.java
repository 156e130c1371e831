package io.balsa.raft.testkit.memory;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;

/** What a {@link MemoryStorage} holds durably. Guarded by its lock. */
final class MemoryLog {
    /** Entry {@code i + 1}, each on its own. */
    private final List<EncodedEntries> entries = new ArrayList<>();

    private HardState hardState = HardState.INITIAL;

    void write(WriteBatch batch) throws StorageException {
        long truncateFrom = batch.truncateFrom();
        if (truncateFrom > 0) {
            if (truncateFrom > lastIndex() + 1) {
                throw new StorageException("batch " + batch.seq() + " truncates from " + truncateFrom
                        + ": the log ends at " + lastIndex());
            }
            entries.subList(Math.toIntExact(truncateFrom - 1), entries.size()).clear();
        }
        EncodedEntries added = batch.entries().copy();
        if (!added.isEmpty() && added.firstIndex() != lastIndex() + 1) {
            throw new StorageException(
                    "batch " + batch.seq() + " appends from " + added.firstIndex() + ": expected " + (lastIndex() + 1));
        }
        for (long index = added.firstIndex(); index <= added.lastIndex(); index++) {
            entries.add(added.slice(index, index, Long.MAX_VALUE));
        }
        batch.hardState().ifPresent(state -> hardState = state);
    }

    private long lastIndex() {
        return entries.size();
    }

    EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
        if (from < 1 || from > to || to > lastIndex()) {
            throw new StorageException("entries " + from + " to " + to + ": expected a part of 1 to " + lastIndex());
        }
        long last = lastIndexWithin(from, to, maxBytes);
        return EncodedEntries.join(entries.subList(Math.toIntExact(from - 1), Math.toIntExact(last)));
    }

    long lastIndexWithin(long from, long to, long maxBytes) {
        long bytes = entry(from).sizeInBytes();
        long last = from;
        while (last < to && bytes + entry(last + 1).sizeInBytes() <= maxBytes) {
            last++;
            bytes += entry(last).sizeInBytes();
        }
        return last;
    }

    private EncodedEntries entry(long index) {
        if (index < 1 || index > lastIndex()) {
            throw new IllegalArgumentException("entry " + index + ": expected 1 to " + lastIndex());
        }
        return entries.get(Math.toIntExact(index - 1));
    }

    RestoredState restored() {
        List<TermRun> runs = new ArrayList<>();
        List<ConfigurationEntry> configurations = new ArrayList<>();
        for (EncodedEntries entry : entries) {
            TermRun run = entry.termRuns().get(0);
            if (runs.isEmpty() || runs.get(runs.size() - 1).term() != run.term()) {
                runs.add(run);
            }
            configurations.addAll(entry.configurations());
        }
        return new RestoredState(hardState, 0, 0, lastIndex(), List.copyOf(runs), List.copyOf(configurations));
    }
}
