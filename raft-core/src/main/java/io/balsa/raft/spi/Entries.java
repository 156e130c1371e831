package io.balsa.raft.spi;

import java.util.List;

/**
 * Consecutive entries of a log, as the core sees them: indexes, terms and sizes, no payload. Immutable.
 *
 * <p>The core passes such values on without looking inside: it takes them from a message and puts them into a batch to persist, or
 * asks for a slice of the log and puts it into a message. The entries of every message handed to a {@link Transport} and of every batch handed
 * to a {@link LogStorage} are {@link EncodedEntries}.
 */
public interface Entries {
    /** {@return the index of the first entry; meaningful even if there is none: where it would stand} */
    long firstIndex();

    /** {@return the index of the last entry, {@code firstIndex() - 1} if there is none} */
    long lastIndex();

    /** {@return the sum of the encoded sizes in bytes, headers included} */
    long sizeInBytes();

    /** {@return the terms, as runs in rising order; empty if there are no entries} */
    List<TermRun> termRuns();

    /** {@return the configuration entries among them, in order; nearly always empty} */
    List<ConfigurationEntry> configurations();

    /**
     * A part of these entries, which shares their bytes.
     *
     * @param from the first index wanted, at least {@code firstIndex()}
     * @param to the last index wanted, at most {@code lastIndex()}; {@code from - 1} for none
     * @return the part
     */
    Entries slice(long from, long to);

    /** {@return the number of entries} */
    default int count() {
        return Math.toIntExact(lastIndex() - firstIndex() + 1);
    }

    /** {@return whether there is no entry} */
    default boolean isEmpty() {
        return lastIndex() < firstIndex();
    }
}
