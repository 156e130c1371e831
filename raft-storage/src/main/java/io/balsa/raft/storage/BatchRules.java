package io.balsa.raft.storage;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.format.Layout;

/** What a batch must satisfy to be written: otherwise the log could not be read again. */
final class BatchRules {
    private BatchRules() {}

    static void check(LogState state, WriteBatch batch) {
        long lastIndex = state.lastIndex();
        if (batch.truncateFrom() != 0) {
            if (batch.truncateFrom() <= state.baseIndex() || batch.truncateFrom() > lastIndex + 1) {
                throw illegal(
                        batch,
                        "truncateFrom " + batch.truncateFrom(),
                        (state.baseIndex() + 1) + " to " + (lastIndex + 1));
            }
            lastIndex = batch.truncateFrom() - 1;
        }
        if (!batch.entries().isEmpty()) {
            checkEntries(state, batch, lastIndex);
        }
        long term = batch.hardState().map(HardState::term).orElse(Long.MAX_VALUE);
        if (term < state.hardState().term()) {
            throw illegal(batch, "term " + term, "at least " + state.hardState().term());
        }
    }

    private static void checkEntries(LogState state, WriteBatch batch, long lastIndex) {
        if (batch.entries().firstIndex() != lastIndex + 1) {
            throw illegal(batch, "entries from index " + batch.entries().firstIndex(), "index " + (lastIndex + 1));
        }
        long term = batch.entries().termRuns().get(0).term();
        if (term < state.termAt(lastIndex)) {
            throw illegal(batch, "entries of term " + term, "at least " + state.termAt(lastIndex));
        }
        if (batch.entries().sizeInBytes() > Layout.MAX_BODY_BYTES) {
            throw illegal(
                    batch, batch.entries().sizeInBytes() + " bytes of entries", "at most " + Layout.MAX_BODY_BYTES);
        }
    }

    private static IllegalArgumentException illegal(WriteBatch batch, String found, String expected) {
        return new IllegalArgumentException("batch " + batch.seq() + ": " + found + ", expected " + expected);
    }
}
