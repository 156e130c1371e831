package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * I8: the term never falls, not across restarts either. I9: at most one vote of a server in a term, not across restarts either. A vote counts
 * from the moment at which it is durable; before that it cannot have been told to anybody (I7).
 */
final class Ballots implements Invariant {
    private static final String TERM = "I8, the term never falls";
    private static final String VOTE = "I9, one vote in a term";

    private final Map<NodeId, Long> terms = new HashMap<>();
    private final Map<NodeId, Map<Long, NodeId>> votes = new HashMap<>();

    @Override
    public void started(NodeView node) {
        // What was in memory only is lost and was told to nobody: the disk is what the new incarnation is measured by.
        terms.put(node.id(), node.durableHardState().term());
        durable(node);
        afterInput(node);
    }

    @Override
    public void durable(NodeView node) {
        HardState state = node.durableHardState();
        state.votedFor().ifPresent(candidate -> {
            NodeId known =
                    votes.computeIfAbsent(node.id(), id -> new HashMap<>()).putIfAbsent(state.term(), candidate);
            check(
                    known == null || known.equals(candidate),
                    VOTE,
                    "%s voted for %s in term %d, having voted for %s",
                    node.id(),
                    candidate,
                    state.term(),
                    known);
        });
    }

    @Override
    public void afterInput(NodeView node) {
        Long before = terms.put(node.id(), node.term());
        check(
                before == null || node.term() >= before,
                TERM,
                "%s went from term %d to term %d",
                node.id(),
                before,
                node.term());
        check(
                node.durableHardState().term() <= node.term(),
                TERM,
                "%s is in term %d, its disk in term %d",
                node.id(),
                node.term(),
                node.durableHardState().term());
    }

    @Override
    public void wiped(NodeView node) {
        terms.remove(node.id());
        votes.remove(node.id());
    }

    /** Whether a server's vote for a candidate in a term is, or was before a later term, on its disk. */
    boolean isDurable(NodeId voter, long term, NodeId candidate) {
        return candidate.equals(votes.getOrDefault(voter, Map.of()).get(term));
    }
}
