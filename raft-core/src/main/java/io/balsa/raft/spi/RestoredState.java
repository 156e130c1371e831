package io.balsa.raft.spi;

import java.util.List;

/**
 * What a storage held when it was opened.
 *
 * @param hardState term and vote
 * @param baseIndex the index right before the first entry of the log; 0 if nothing was ever compacted
 * @param baseTerm the term there
 * @param lastIndex the last index, {@code baseIndex} if the log is empty
 * @param termRuns the terms of the log's entries
 * @param configurations the configuration entries in the log, in order
 */
public record RestoredState(
        HardState hardState,
        long baseIndex,
        long baseTerm,
        long lastIndex,
        List<TermRun> termRuns,
        List<ConfigurationEntry> configurations) {
    /** What a storage holds that is new. */
    public static final RestoredState EMPTY = new RestoredState(HardState.INITIAL, 0, 0, 0, List.of(), List.of());
}
