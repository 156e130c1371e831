package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.Role;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I6, commit means a durable quorum: when a leader advances its commit index, the entry there is of its own term (paper §5.4.2, Figure 8) and lies on
 * the disks of a majority of the voters, of each half of a joint membership.
 */
final class CommitQuorum implements Invariant {
    private static final String TERM = "I6, a leader commits by counting only in its own term";
    private static final String QUORUM = "I6, what is committed is durable on a majority";

    private final DurableCopies copies;
    private final Map<NodeId, Long> commits = new HashMap<>();

    CommitQuorum(DurableCopies copies) {
        this.copies = copies;
    }

    @Override
    public void started(NodeView node) {
        commits.put(node.id(), node.commitIndex());
    }

    @Override
    public void afterInput(NodeView node) {
        Long before = commits.put(node.id(), node.commitIndex());
        long commit = node.commitIndex();
        if (node.role() != Role.LEADER
                || commit <= (before == null ? 0 : before)
                || !node.log().has(commit)) {
            return;
        }
        LogEntry entry = node.log().entry(commit);
        check(
                entry.term() == node.term(),
                TERM,
                "%s in term %d advances its commit index to %s",
                node.id(),
                node.term(),
                entry);
        majority(node, entry, node.membership().voters());
        if (node.membership().isJoint()) {
            majority(node, entry, node.membership().outgoing());
        }
    }

    private void majority(NodeView leader, LogEntry entry, List<Member> voters) {
        List<NodeId> holders = voters.stream()
                .map(Member::id)
                .filter(id -> copies.holds(id, entry))
                .toList();
        check(
                holders.size() > voters.size() / 2,
                QUORUM,
                "%s commits %s, durable only on %s of %s",
                leader.id(),
                entry,
                holders,
                voters.stream().map(Member::id).toList());
    }
}
