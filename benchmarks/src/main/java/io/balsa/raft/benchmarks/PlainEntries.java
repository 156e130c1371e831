package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.TermRun;
import java.util.List;

/**
 * Entries as the core sees them and no more. The core never looks at a payload, so there is none.
 *
 * @param firstIndex index of the first
 * @param lastIndex index of the last
 * @param sizeInBytes the size that they claim to have
 * @param termRuns their terms
 */
record PlainEntries(long firstIndex, long lastIndex, long sizeInBytes, List<TermRun> termRuns) implements Entries {
    /** What a command of 256 bytes takes in the log. */
    private static final int ENTRY_BYTES = 36 + 256;

    static PlainEntries ofTerm(long term, long firstIndex, int count) {
        return new PlainEntries(
                firstIndex, firstIndex + count - 1, (long) count * ENTRY_BYTES, List.of(new TermRun(firstIndex, term)));
    }

    @Override
    public List<ConfigurationEntry> configurations() {
        return List.of();
    }

    @Override
    public Entries slice(long from, long to) {
        if (from == firstIndex && to == lastIndex) {
            return this;
        }
        throw new IllegalArgumentException("slice " + from + " to " + to + " of " + firstIndex + " to " + lastIndex
                + ": a measurement that needs parts of entries measures something else than it was made for");
    }
}
