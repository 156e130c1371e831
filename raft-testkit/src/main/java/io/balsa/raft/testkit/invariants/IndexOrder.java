package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;

/** I10: the commit index never falls while a server runs, and applied ≤ commit ≤ last. */
final class IndexOrder implements Invariant {
    private static final String MONOTONE = "I10, the commit index never falls";
    private static final String ORDER = "I10, applied ≤ commit ≤ last";

    private final Map<NodeId, Long> commits = new HashMap<>();

    @Override
    public void started(NodeView node) {
        commits.put(node.id(), node.commitIndex());
    }

    @Override
    public void afterInput(NodeView node) {
        long commit = node.commitIndex();
        Long before = commits.put(node.id(), commit);
        check(before == null || commit >= before, MONOTONE, "%s went from %d to %d", node.id(), before, commit);
        check(
                node.appliedIndex() <= commit && commit <= node.log().lastIndex(),
                ORDER,
                "%s has applied %d, commit %d, last %d",
                node.id(),
                node.appliedIndex(),
                commit,
                node.log().lastIndex());
    }
}
