package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.WriteBatch;
import java.util.Optional;
import java.util.SplittableRandom;

/** Turns the words of a script into batches. No two batches bring the same bytes, so that a mix-up shows. */
final class BatchMaker {
    private static final long TIMESTAMP_MILLIS = 1_700_000_000_000L;

    private long lastSeq;

    /** Begins behind a number, which makes its batches different from those of a maker that began elsewhere. */
    BatchMaker(long lastSeq) {
        this.lastSeq = lastSeq;
    }

    /** The batch that an action stands for, on top of what the log holds; numbers that are too large for it are cut down. */
    WriteBatch make(CrashAction action, LogContents state) {
        long seq = ++lastSeq;
        Optional<HardState> hardState = Optional.empty();
        long term = Math.max(1, Math.max(state.hardState().term(), state.lastTerm()));
        if (action.votes()) {
            term = state.hardState().term() + 1;
            NodeId candidate = NodeId.of("n" + (1 + seq % 3));
            hardState = Optional.of(new HardState(term, seq % 4 == 0 ? Optional.empty() : Optional.of(candidate)));
        }
        long cut = Math.min(action.cut(), state.lastIndex());
        long truncateFrom = action.truncates() ? state.lastIndex() - cut + 1 : 0;
        long first = state.lastIndex() - cut + 1;
        return new WriteBatch(seq, hardState, truncateFrom, entries(action, first, term, seq));
    }

    private static EncodedEntries entries(CrashAction action, long first, long term, long seq) {
        if (action.count() == 0) {
            return EncodedEntries.none(first);
        }
        int bytes = action.count() * EntryFormat.encodedBytes(action.payloadBytes());
        EntryEncoder encoder = new EntryEncoder(bytes, first, term, TIMESTAMP_MILLIS + seq);
        for (int i = 0; i < action.count(); i++) {
            byte[] payload = new byte[action.payloadBytes()];
            new SplittableRandom(seq * 1000 + i).nextBytes(payload);
            encoder.add(EntryKind.COMMAND, payload);
        }
        return encoder.finish();
    }
}
