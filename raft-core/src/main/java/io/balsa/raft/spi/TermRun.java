package io.balsa.raft.spi;

/**
 * A stretch of the log with one term: from {@code firstIndex} up to the next run, or to the end of the log.
 *
 * @param firstIndex index of the first entry with this term
 * @param term the term
 */
public record TermRun(long firstIndex, long term) {}
