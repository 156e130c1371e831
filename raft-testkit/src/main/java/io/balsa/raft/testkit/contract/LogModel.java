package io.balsa.raft.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a log must hold: the simplest storage there is. Makes batches, and remembers their effect. */
final class LogModel {
    private final List<EncodedEntries> entries = new ArrayList<>();
    private HardState hardState = HardState.INITIAL;
    private long seq;

    long lastIndex() {
        return entries.size();
    }

    long lastTerm() {
        return entries.isEmpty()
                ? 0
                : entries.get(entries.size() - 1).termRuns().get(0).term();
    }

    HardState hardState() {
        return hardState;
    }

    /** The storage was opened anew: batches are counted from 1 again. */
    void reopened() {
        seq = 0;
    }

    WriteBatch vote(HardState state) {
        hardState = state;
        return new WriteBatch(++seq, Optional.of(state), 0, EncodedEntries.none(lastIndex() + 1));
    }

    WriteBatch append(EncodedEntries added) {
        return batch(Optional.empty(), 0, added);
    }

    WriteBatch cut(long from) {
        return batch(Optional.empty(), from, EncodedEntries.none(from));
    }

    WriteBatch batch(Optional<HardState> state, long truncateFrom, EncodedEntries added) {
        if (truncateFrom > 0) {
            entries.subList(Math.toIntExact(truncateFrom - 1), entries.size()).clear();
        }
        for (long index = added.firstIndex(); index <= added.lastIndex(); index++) {
            entries.add(added.slice(index, index).copy());
        }
        state.ifPresent(changed -> hardState = changed);
        return new WriteBatch(++seq, state, truncateFrom, added);
    }

    /** A storage that was just opened must have found exactly this, and must give it out. */
    void assertRestored(LogStorage log) throws StorageException {
        RestoredState restored = log.restored();
        assertEquals(hardState, restored.hardState());
        assertEquals(lastIndex(), restored.lastIndex());
        assertEquals(0, restored.baseIndex());
        assertEquals(0, restored.baseTerm());
        assertEquals(termRuns(), restored.termRuns());
        assertEquals(configurations(), restored.configurations());
        assertHolds(log);
    }

    /** All entries can be read. */
    void assertHolds(LogStorage log) throws StorageException {
        if (lastIndex() > 0) {
            assertReads(log, 1, lastIndex(), Long.MAX_VALUE);
        }
    }

    /** A read gives the right bytes, as many entries as fit and no more; and the storage can tell beforehand. */
    void assertReads(LogStorage log, long from, long to, long maxBytes) throws StorageException {
        long last = assertReadsSome(log, from, to, maxBytes);
        assertEquals(
                lastThatFits(from, to, maxBytes), last, "last of " + from + " to " + to + " in " + maxBytes + " bytes");
    }

    /**
     * A read gives the right bytes, no more than fit, and at least those that the storage promised: which is what a node relies on. Where the log was cut, a
     * storage that does not know the size of each entry may promise and give fewer than would fit.
     *
     * @return the last index read
     */
    long assertReadsSome(LogStorage log, long from, long to, long maxBytes) throws StorageException {
        String what = "read " + from + " to " + to + ", at most " + maxBytes + " bytes";
        EncodedEntries read = log.read(from, to, maxBytes);
        assertEquals(from, read.firstIndex(), what);
        assertTrue(read.lastIndex() <= to, what + ": got entries up to " + read.lastIndex());
        EncodedEntries expected = EncodedEntries.join(entries.subList(index(from), index(read.lastIndex() + 1)));
        assertArrayEquals(EntryBytes.of(expected), EntryBytes.of(read), what);
        assertEquals(expected.termRuns(), read.termRuns(), what);
        assertEquals(expected.configurations(), read.configurations(), what);
        assertTrue(
                read.sizeInBytes() <= maxBytes || read.count() == 1, what + ": got " + read.sizeInBytes() + " bytes");
        long promised = log.lastIndexWithin(from, to, maxBytes);
        assertTrue(promised >= from && promised <= to, "lastIndexWithin for " + what + ": " + promised);
        assertTrue(
                promised <= read.lastIndex(),
                "lastIndexWithin for " + what + ": " + promised + ", though the read ended at " + read.lastIndex());
        return read.lastIndex();
    }

    private long lastThatFits(long from, long to, long maxBytes) {
        long bytes = entries.get(index(from)).sizeInBytes();
        long last = from;
        while (last < to && bytes + entries.get(index(last + 1)).sizeInBytes() <= maxBytes) {
            last++;
            bytes += entries.get(index(last)).sizeInBytes();
        }
        return last;
    }

    private static int index(long index) {
        return Math.toIntExact(index - 1);
    }

    private List<TermRun> termRuns() {
        return entries.isEmpty() ? List.of() : EncodedEntries.join(entries).termRuns();
    }

    private List<ConfigurationEntry> configurations() {
        return entries.isEmpty() ? List.of() : EncodedEntries.join(entries).configurations();
    }
}
