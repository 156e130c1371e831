package io.balsa.raft.testkit.simulation;

import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.List;

/** Sees from outside which situations elections get into. */
final class ElectionMarks {
    private final List<SimulatedServer> servers;
    private final Marks marks;
    private final Role[] roles;
    private final long[] terms;

    /** The last request for a vote that came to a server (first index) from another. */
    private final VoteRequest[][] asked;

    private SimulatedServer lastLeader;

    ElectionMarks(List<SimulatedServer> servers, Marks marks) {
        this.servers = servers;
        this.marks = marks;
        this.roles = new Role[servers.size()];
        this.terms = new long[servers.size()];
        this.asked = new VoteRequest[servers.size()][servers.size()];
    }

    void started(SimulatedServer server, RaftCore core) {
        roles[server.number()] = core.role();
        terms[server.number()] = core.term();
        marks.hitIf(core.term() > 0 && core.votedFor().isPresent(), Mark.VOTE_REMEMBERED);
    }

    void stepped(SimulatedServer server, RaftCore core) {
        Role before = roles[server.number()];
        long rise = core.term() - terms[server.number()];
        Role role = core.role();
        roles[server.number()] = role;
        terms[server.number()] = core.term();
        marks.hitIf(rise > 1, Mark.TERM_JUMPED);
        if (before == Role.LEADER && role != Role.LEADER) {
            marks.hit(rise > 0 ? Mark.LEADER_OUTRUN : Mark.LEADER_STEPPED_DOWN);
        } else if (before == Role.CANDIDATE && role == Role.FOLLOWER) {
            marks.hit(rise > 0 ? Mark.CANDIDATE_OUTRUN : Mark.CANDIDATE_FOLLOWS);
        } else if (before == Role.CANDIDATE && (role == Role.PRE_CANDIDATE || role == Role.CANDIDATE && rise > 0)) {
            marks.hit(Mark.ELECTION_WITHOUT_WINNER);
        } else if (before == Role.PRE_CANDIDATE && role == Role.FOLLOWER) {
            marks.hit(Mark.PRE_CANDIDATE_FOLLOWS);
        }
    }

    /** A server is seen to lead its term for the first time. */
    void elected(SimulatedServer leader, RaftCore core) {
        marks.hit(Mark.LEADER_ELECTED);
        marks.hitIf(leader == lastLeader, Mark.LEADER_ELECTED_AGAIN);
        lastLeader = leader;
        // The last entry is the leader's own, which says that it leads.
        marks.hitIf(core.commitIndex() + 1 < core.lastIndex(), Mark.LEADER_INHERITS);
        for (SimulatedServer other : servers) {
            if (other == leader || !other.isUp()) {
                continue;
            }
            marks.hitIf(other.core().role() == Role.LEADER, Mark.TWO_LEADERS);
            marks.hitIf(other.core().lastIndex() >= core.lastIndex(), Mark.LEADER_WITH_SHORTER_LOG);
        }
    }

    void died(SimulatedServer server, RaftCore core) {
        marks.hitIf(core.role() == Role.LEADER, Mark.LEADER_DIED);
    }

    void arrived(SimulatedServer from, SimulatedServer to, RaftMessage message) {
        if (message instanceof VoteRequest request) {
            asked[to.number()][from.number()] = request;
            marks.hitIf(request.term() < to.core().term(), Mark.VOTE_REQUEST_LATE);
        }
    }

    void sent(SimulatedServer from, RaftCore core, NodeId to, RaftMessage message) {
        if (message instanceof PreVoteResponse response) {
            marks.hitIf(!response.granted(), Mark.PRE_VOTE_REFUSED);
        } else if (message instanceof VoteResponse response && !response.granted()) {
            marks.hit(Mark.VOTE_REFUSED);
            refused(from, core, to, response);
        }
    }

    private void refused(SimulatedServer voter, RaftCore core, NodeId candidate, VoteResponse response) {
        VoteRequest request = null;
        for (SimulatedServer server : servers) {
            if (server.id().equals(candidate)) {
                request = asked[voter.number()][server.number()];
            }
        }
        // Only where the refusal answers this request, and nothing has happened since.
        if (request == null || request.term() != response.term() || core.term() != response.term()) {
            return;
        }
        long lastTerm = core.termAt(core.lastIndex());
        boolean stale = request.lastTerm() < lastTerm
                || request.lastTerm() == lastTerm && request.lastIndex() < core.lastIndex();
        boolean taken = core.votedFor().filter(vote -> !vote.equals(candidate)).isPresent();
        marks.hitIf(stale, Mark.VOTE_REFUSED_FOR_STALE_LOG);
        marks.hitIf(taken, Mark.VOTE_GIVEN_TO_OTHER);
        marks.hitIf(stale && taken, Mark.VOTE_REFUSED_FOR_BOTH);
    }
}
