package io.balsa.raft.storage;

/**
 * A log that is open for writing.
 *
 * @param state what its frames amount to
 * @param index where the entries are
 * @param segments its files
 * @param writer at the end of the last of them
 */
record RecoveredLog(LogState state, LogIndex index, Segments segments, FrameWriter writer) {}
