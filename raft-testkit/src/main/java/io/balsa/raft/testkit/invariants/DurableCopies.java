package io.balsa.raft.testkit.invariants;

import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds an entry durably; a server that was wiped is taken to hold what it held, since it acknowledged that in good faith. */
final class DurableCopies implements Invariant {
    private final Map<NodeId, ? extends NodeView> nodes;
    private final Map<NodeId, List<LogImage>> wiped = new HashMap<>();

    DurableCopies(Map<NodeId, ? extends NodeView> nodes) {
        this.nodes = nodes;
    }

    @Override
    public void wiped(NodeView node) {
        wiped.computeIfAbsent(node.id(), id -> new ArrayList<>())
                .add(node.durableLog().copy());
    }

    /** Whether a server holds an entry on its disk, or held it before it was wiped. */
    boolean holds(NodeId id, LogEntry entry) {
        NodeView node = nodes.get(id);
        return node != null && node.durableLog().holds(entry)
                || wiped.getOrDefault(id, List.of()).stream().anyMatch(log -> log.holds(entry));
    }

    /** The server of a name, unless it was ever wiped or is not known. */
    NodeView neverWiped(NodeId id) {
        return wiped.containsKey(id) ? null : nodes.get(id);
    }
}
