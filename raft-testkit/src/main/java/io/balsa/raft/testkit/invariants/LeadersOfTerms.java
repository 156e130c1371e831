package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.Role;
import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * I1, Election Safety: at most one leader in a term (paper §5.2), and it leads the term once: a server that crashed must not win the same
 * term again. I2, Leader Append-Only: its log only grows while it leads (paper §5.3).
 */
final class LeadersOfTerms implements Invariant {
    private static final String ONE_LEADER = "I1, one leader in a term";
    private static final String APPEND_ONLY = "I2, a leader only appends to its log";

    private final Map<Long, Leadership> leaderships = new HashMap<>();

    /** One leadership; {@code log} is the leader's log as last seen while it led. */
    private record Leadership(NodeId leader, int incarnation, LogImage log) {}

    @Override
    public void afterInput(NodeView node) {
        if (node.role() != Role.LEADER) {
            return;
        }
        Leadership known = leaderships.get(node.term());
        if (known != null) {
            check(
                    known.leader.equals(node.id()),
                    ONE_LEADER,
                    "%s leads term %d, which %s led",
                    node.id(),
                    node.term(),
                    known.leader);
            check(
                    known.incarnation == node.incarnation(),
                    ONE_LEADER,
                    "%s leads term %d again after a restart",
                    node.id(),
                    node.term());
            check(
                    node.log().agreesUpTo(known.log, known.log.lastIndex()),
                    APPEND_ONLY,
                    "%s in term %d had %s, now %s",
                    node.id(),
                    node.term(),
                    known.log,
                    node.log());
        }
        leaderships.put(
                node.term(),
                new Leadership(node.id(), node.incarnation(), node.log().copy()));
    }

    /** The log of the leader of a term, as it was last seen while it led. */
    Optional<LogImage> logOf(long term) {
        return Optional.ofNullable(leaderships.get(term)).map(Leadership::log);
    }

    /** Whether anybody is known to have led the term. */
    boolean isKnown(long term) {
        return leaderships.containsKey(term);
    }
}
