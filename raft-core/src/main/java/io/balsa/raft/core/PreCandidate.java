package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;

/** Thesis §9.6: asks whether a campaign would be won, without raising the term, so that asking disturbs nobody. */
final class PreCandidate implements ServerRole {
    private final RoleTransitions roles;
    private final ServerState state;
    private final Votes votes;
    private long electionDeadlineNanos;

    private PreCandidate(RoleTransitions roles, ServerState state, Votes votes) {
        this.roles = roles;
        this.state = state;
        this.votes = votes;
    }

    static PreCandidate begin(RoleTransitions roles, ServerState state) {
        PreCandidate begun = new PreCandidate(roles, state, new Votes());
        begun.electionDeadlineNanos = state.drawElectionDeadline();
        begun.votes.add(state.self, true);
        PreVoteRequest request = new PreVoteRequest(state.term + 1, state.log.lastIndex(), state.log.lastTerm());
        for (Member member : state.membership().members()) {
            if (!member.id().equals(state.self) && state.membership().isVoter(member.id())) {
                // May leave at once: it promises nothing.
                state.persist.send(member.id(), request);
            }
        }
        return begun;
    }

    /** To be called once this is the core's role, since a single voter has won already. */
    void count() {
        if (votes.won(state.membership())) {
            roles.becomeCandidate("pre-votes " + votes.granted());
        }
    }

    @Override
    public Role role() {
        return Role.PRE_CANDIDATE;
    }

    @Override
    public NodeId leader() {
        return null;
    }

    @Override
    public long deadlineNanos() {
        return electionDeadlineNanos;
    }

    @Override
    public void tick() {
        if (state.nowNanos >= electionDeadlineNanos) {
            roles.campaign("pre-votes " + votes.granted() + " were no quorum");
        }
    }

    @Override
    public void onPreVoteResponse(NodeId from, PreVoteResponse response) {
        // The term asked for is echoed, so an answer to an earlier campaign is not taken for one to this
        // (bugs-of-others E9).
        if (response.requestTerm() == state.term + 1) {
            votes.add(from, response.granted());
            count();
        }
    }

    @Override
    public void onAppendRequest(NodeId from, AppendRequest request) {
        roles.follow(from).onAppendRequest(from, request);
    }

    @Override
    public ServerRole copy(RoleTransitions otherRoles, ServerState otherState) {
        PreCandidate copy = new PreCandidate(otherRoles, otherState, votes.copy());
        copy.electionDeadlineNanos = electionDeadlineNanos;
        return copy;
    }

    @Override
    public void hash(Fingerprint fingerprint) {
        votes.hash(fingerprint);
        fingerprint.addTime(electionDeadlineNanos - state.nowNanos);
    }
}
