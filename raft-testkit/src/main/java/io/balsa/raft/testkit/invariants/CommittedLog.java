package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was ever taken to be committed, anywhere. I5, first half: no two servers ever take different entries to be committed at an index. */
public final class CommittedLog implements Invariant {
    private static final String NAME = "I5, one entry committed at an index";

    private final TreeMap<Long, Commitment> commitments = new TreeMap<>();
    private final Map<NodeId, Long> seenUpTo = new HashMap<>();

    /**
     * A committed entry.
     *
     * @param entry the entry
     * @param term the term of the server that first took it to be committed
     * @param by that server
     */
    public record Commitment(LogEntry entry, long term, NodeId by) {}

    @Override
    public void started(NodeView node) {
        seenUpTo.remove(node.id());
    }

    @Override
    public void afterInput(NodeView node) {
        long from = Math.max(seenUpTo.getOrDefault(node.id(), 0L), node.log().baseIndex()) + 1;
        long to = Math.min(node.commitIndex(), node.log().lastIndex());
        for (long index = from; index <= to; index++) {
            commit(node, node.log().entry(index));
        }
        seenUpTo.put(node.id(), Math.max(from - 1, to));
    }

    private void commit(NodeView node, LogEntry entry) {
        Commitment known =
                commitments.computeIfAbsent(entry.index(), i -> new Commitment(entry, node.term(), node.id()));
        check(
                known.entry.equals(entry),
                NAME,
                "%s committed %s in term %d, %s had committed %s in term %d",
                node.id(),
                entry,
                node.term(),
                known.by,
                known.entry,
                known.term);
    }

    /**
     * The entry committed at an index.
     *
     * @param index the index
     * @return empty if none is known
     */
    public Optional<LogEntry> at(long index) {
        return Optional.ofNullable(commitments.get(index)).map(Commitment::entry);
    }

    /** {@return all that is known to be committed, by index} */
    Iterable<Commitment> commitments() {
        return commitments.values();
    }
}
