package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;

/**
 * Paper §5.2: a new term, a vote for itself, and requests for the others' votes. All of it waits for the disk: neither do the requests leave nor
 * does the own vote count before term and vote are durable.
 */
final class Candidate implements ServerRole {
    private final RoleTransitions roles;
    private final ServerState state;
    private final Votes votes;
    private long begunNanos;
    private long electionDeadlineNanos;
    private boolean refused;

    private Candidate(RoleTransitions roles, ServerState state, Votes votes) {
        this.roles = roles;
        this.state = state;
        this.votes = votes;
    }

    static Candidate begin(RoleTransitions roles, ServerState state) {
        Candidate begun = new Candidate(roles, state, new Votes());
        state.raiseTerm(state.term + 1);
        state.vote(state.self);
        begun.begunNanos = state.nowNanos;
        begun.electionDeadlineNanos = state.drawElectionDeadline();
        VoteRequest request = new VoteRequest(state.term, state.log.lastIndex(), state.log.lastTerm());
        for (Member member : state.membership().members()) {
            if (!member.id().equals(state.self) && state.membership().isVoter(member.id())) {
                state.persist.sendWhenDurable(member.id(), request);
            }
        }
        return begun;
    }

    @Override
    public void onPersisted() {
        if (state.persist.isHardStateDurable()) {
            votes.add(state.self, true);
            count();
        }
    }

    @Override
    public void onVoteResponse(NodeId from, VoteResponse response) {
        votes.add(from, response.granted());
        if (!response.granted()) {
            refused();
        }
        count();
    }

    /**
     * A server that would have voted for us a moment ago has voted for another: the votes may be split, and those who are waited for may be dead. If so the
     * next campaign comes soon. If not, the other has won or will; then pre-votes are refused as soon as it is heard, so no term is raised against
     * it. Without pre-vote each try would raise the term.
     */
    private void refused() {
        if (!refused && state.settings.preVote()) {
            refused = true;
            electionDeadlineNanos =
                    Math.min(electionDeadlineNanos, state.drawEarlyDeadline(state.nowNanos - begunNanos));
        }
    }

    private void count() {
        if (votes.won(state.membership())) {
            roles.becomeLeader("votes " + votes.granted() + " of " + names());
        }
    }

    private String names() {
        return String.join(
                ",",
                state.membership().voters().stream().map(m -> m.id().value()).toList());
    }

    @Override
    public Role role() {
        return Role.CANDIDATE;
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
        if (state.nowNanos < electionDeadlineNanos) {
            return;
        }
        if (!state.persist.isHardStateDurable()) {
            // Nobody was asked yet. A further term would wait behind this one, for a disk that is stuck: terms, writes
            // and held
            // requests would only pile up.
            electionDeadlineNanos = state.drawElectionDeadline();
        } else {
            roles.campaign("votes " + votes.granted() + " were no quorum in term " + state.term);
        }
    }

    @Override
    public void onAppendRequest(NodeId from, AppendRequest request) {
        roles.follow(from).onAppendRequest(from, request);
    }

    @Override
    public ServerRole copy(RoleTransitions otherRoles, ServerState otherState) {
        Candidate copy = new Candidate(otherRoles, otherState, votes.copy());
        copy.begunNanos = begunNanos;
        copy.electionDeadlineNanos = electionDeadlineNanos;
        copy.refused = refused;
        return copy;
    }

    @Override
    public void hash(Fingerprint fingerprint) {
        votes.hash(fingerprint);
        fingerprint.addTime(state.nowNanos - begunNanos).addTime(refused ? 1 : 0);
        fingerprint.addTime(electionDeadlineNanos - state.nowNanos);
    }
}
