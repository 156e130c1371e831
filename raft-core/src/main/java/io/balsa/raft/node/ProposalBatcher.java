package io.balsa.raft.node;

import io.balsa.raft.core.ProposeResult;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the requests of a round and appends them to the leader's log: commands first, then one empty entry for all
 * reads together. That entry comes after the reads were asked for, so whoever has applied it has applied every command
 * acknowledged before. Confined to the node agent.
 */
final class ProposalBatcher {
    private static final byte[] NO_PAYLOAD = {};
    private static final int SCRATCH_BYTES = 1 << 20;

    private final long maxBatchBytes;
    private final List<Pending> proposals = new ArrayList<>();
    private final List<Pending> reads = new ArrayList<>();
    private ByteBuffer scratch = ByteBuffer.allocate(0);

    ProposalBatcher(long maxBatchBytes) {
        this.maxBatchBytes = maxBatchBytes;
    }

    void add(Pending pending) {
        (pending.isRead() ? reads : proposals).add(pending);
    }

    boolean isEmpty() {
        return proposals.isEmpty() && reads.isEmpty();
    }

    /** {@return everything collected, which is not proposed then} */
    List<Pending> takeAll() {
        List<Pending> all = new ArrayList<>(proposals);
        all.addAll(reads);
        clear();
        return all;
    }

    private void clear() {
        proposals.clear();
        reads.clear();
    }

    /**
     * Appends everything collected. Only a leader may be given.
     *
     * @param accepted takes the requests, each with its index and term
     */
    void propose(RaftCore core, long timestampMillis, PendingRequests accepted) {
        for (int from = 0; from < proposals.size(); ) {
            from = proposeSome(core, timestampMillis, accepted, from);
        }
        if (!reads.isEmpty()) {
            EntryEncoder encoder =
                    new EntryEncoder(EntryFormat.encodedBytes(0), core.lastIndex() + 1, core.term(), timestampMillis);
            encoder.add(EntryKind.NO_OP, NO_PAYLOAD);
            EncodedEntries marker = encoder.finish();
            append(core, marker);
            for (Pending read : reads) {
                accept(read, marker.firstIndex(), core.term(), accepted);
            }
        }
        clear();
    }

    private int proposeSome(RaftCore core, long timestampMillis, PendingRequests accepted, int from) {
        int to = from;
        long size = 0;
        while (to < proposals.size()) {
            int entryBytes = EntryFormat.encodedBytes(proposals.get(to).payload.length);
            if (to > from && size + entryBytes > maxBatchBytes) {
                break;
            }
            size += entryBytes;
            to++;
        }
        long firstIndex = core.lastIndex() + 1;
        EntryEncoder encoder =
                new EntryEncoder(scratch(Math.toIntExact(size)), firstIndex, core.term(), timestampMillis);
        for (int i = from; i < to; i++) {
            encoder.add(EntryKind.COMMAND, proposals.get(i).payload);
        }
        append(core, encoder.finish());
        for (int i = from; i < to; i++) {
            accept(proposals.get(i), firstIndex + (i - from), core.term(), accepted);
        }
        return to;
    }

    /** Memory until {@link #flushed}: the same again and again, so that it stays in the processor's cache. */
    private ByteBuffer scratch(int bytes) {
        if (bytes > SCRATCH_BYTES) {
            return ByteBuffer.allocate(bytes);
        }
        if (bytes > scratch.remaining()) {
            scratch = ByteBuffer.allocate(SCRATCH_BYTES);
        }
        ByteBuffer part = scratch.slice(scratch.position(), bytes);
        scratch.position(scratch.position() + bytes);
        return part;
    }

    /** The core has handed out all that was proposed. */
    void flushed() {
        scratch.clear();
    }

    private static void append(RaftCore core, EncodedEntries entries) {
        ProposeResult result = core.propose(entries);
        if (result != ProposeResult.ACCEPTED) {
            throw new IllegalStateException("leader of term " + core.term() + " answered " + result + " to " + entries
                    + ", made for the end of its log");
        }
    }

    private static void accept(Pending pending, long index, long term, PendingRequests accepted) {
        pending.index = index;
        pending.term = term;
        accepted.add(pending);
    }
}
