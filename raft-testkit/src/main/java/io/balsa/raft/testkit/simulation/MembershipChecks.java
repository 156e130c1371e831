package io.balsa.raft.testkit.simulation;

import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.List;

/** I13, as far as a membership that never changes can show it: everybody has that membership, and a learner neither campaigns nor counts. */
final class MembershipChecks {
    private static final String SAME = "I13, the membership is the one in the log";
    private static final String ROLE = "I13, a learner never campaigns, and only a learner is one";
    private static final String VOTES = "I13, a leader has the durable votes of a majority of those that vote";

    private final List<SimulatedServer> servers;
    private final PromiseChecks promises;
    private final Membership membership;

    /** The object that each server had last: nearly always the same one, which need not be compared again. */
    private final Membership[] seen;

    MembershipChecks(List<SimulatedServer> servers, Membership membership, PromiseChecks promises) {
        this.servers = servers;
        this.membership = membership;
        this.promises = promises;
        this.seen = new Membership[servers.size()];
    }

    // The same object again is the common case, and needs no comparison of its content.
    @SuppressWarnings("ReferenceEquality")
    void stepped(SimulatedServer server, RaftCore core) {
        if (core.membership() != seen[server.number()]) {
            seen[server.number()] = core.membership();
            if (!membership.equals(core.membership())) {
                throw new InvariantBroken(SAME, server.id() + " has " + core.membership() + ", not " + membership);
            }
        }
        if ((core.role() == Role.LEARNER) == server.isVoter()) {
            throw new InvariantBroken(ROLE, server.id() + " in " + membership + ": " + core.describe());
        }
    }

    /** A server is seen to lead its term for the first time. */
    void elected(SimulatedServer leader, RaftCore core) {
        long votes = servers.stream()
                .filter(SimulatedServer::isVoter)
                .filter(server -> promises.votedFor(server, core.term(), leader.id()))
                .count();
        if (votes <= membership.voters().size() / 2) {
            throw new InvariantBroken(
                    VOTES,
                    leader.id() + " leads term " + core.term() + " with " + votes + " of "
                            + membership.voters().size());
        }
    }
}
