package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * I5, State Machine Safety (paper §5.4.3): at an index every server applies the same entry, also after a restart; each applies one index after the
 * other, and nothing that is not committed.
 */
final class AppliedSequence implements Invariant {
    private static final String SAME = "I5, every server applies the same entry at an index";
    private static final String SEQUENCE = "I5, entries are applied one after the other";
    private static final String COMMITTED = "I5, only committed entries are applied";

    private final Map<Long, LogEntry> applied = new HashMap<>();
    private final Map<NodeId, Long> last = new HashMap<>();

    @Override
    public void started(NodeView node) {
        last.put(node.id(), node.appliedIndex());
    }

    @Override
    public void applied(NodeView node, LogEntry entry) {
        long expected = last.getOrDefault(node.id(), 0L) + 1;
        check(entry.index() == expected, SEQUENCE, "%s applies %s, expected index %d", node.id(), entry, expected);
        check(
                entry.index() <= node.commitIndex(),
                COMMITTED,
                "%s applies %s at commit index %d",
                node.id(),
                entry,
                node.commitIndex());
        LogEntry known = applied.putIfAbsent(entry.index(), entry);
        check(known == null || known.equals(entry), SAME, "%s applies %s, another was %s", node.id(), entry, known);
        last.put(node.id(), entry.index());
    }
}
