package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.Role;
import java.util.HashSet;
import java.util.Set;

/**
 * I4, Leader Completeness (paper §5.4): what was committed in an earlier term is in the log of every leader. What a later term committed is not
 * asked of the leader of an older one: grants may reach it so late that it wins when the cluster has moved on.
 */
final class LeaderCompleteness implements Invariant {
    private static final String NAME = "I4, a leader has every entry committed in earlier terms";

    private final CommittedLog committed;
    private final Set<Long> terms = new HashSet<>();

    LeaderCompleteness(CommittedLog committed) {
        this.committed = committed;
    }

    @Override
    public void afterInput(NodeView node) {
        if (node.role() != Role.LEADER || !terms.add(node.term())) {
            return;
        }
        for (CommittedLog.Commitment commitment : committed.commitments()) {
            LogEntry entry = commitment.entry();
            check(
                    commitment.term() >= node.term()
                            || entry.index() <= node.log().baseIndex()
                            || node.log().holds(entry),
                    NAME,
                    "%s leads term %d without %s, which %s committed in term %d",
                    node.id(),
                    node.term(),
                    entry,
                    commitment.by(),
                    commitment.term());
        }
    }
}
