package io.balsa.raft.testkit.invariants;

import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * I3, Log Matching (paper §5.3): index and term determine an entry and all before it, on every server, committed or not. It suffices that they
 * determine the entry and the term of the one before; induction does the rest.
 */
final class LogMatching implements Invariant {
    private static final String NAME = "I3, index and term determine an entry and its predecessor";

    private final Map<Position, Link> links = new HashMap<>();
    private final Map<NodeId, LogImage> checked = new HashMap<>();

    private record Position(long index, long term) {}

    private record Link(LogEntry entry, long previousTerm, NodeId firstSeenOn) {}

    @Override
    public void started(NodeView node) {
        checked.remove(node.id());
        afterInput(node);
    }

    @Override
    public void afterInput(NodeView node) {
        LogImage log = node.log();
        LogImage before = checked.getOrDefault(node.id(), new LogImage());
        boolean same = true;
        for (LogEntry entry : log.entries()) {
            same = same && before.holds(entry);
            if (!same) {
                check(node, entry, log.termAt(entry.index() - 1));
            }
        }
        if (!same || before.lastIndex() != log.lastIndex()) {
            checked.put(node.id(), log.copy());
        }
    }

    private void check(NodeView node, LogEntry entry, long previousTerm) {
        Link link = links.computeIfAbsent(
                new Position(entry.index(), entry.term()), p -> new Link(entry, previousTerm, node.id()));
        InvariantBroken.check(
                link.entry.equals(entry) && link.previousTerm == previousTerm,
                NAME,
                "%s has %s after term %d, %s had %s after term %d",
                node.id(),
                entry,
                previousTerm,
                link.firstSeenOn,
                link.entry,
                link.previousTerm);
    }
}
