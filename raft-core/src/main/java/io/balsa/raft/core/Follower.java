package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.NodeId;

/** Paper §5.2 and §5.3, the receiver's side. Also serves as learner: the same, without elections. */
final class Follower implements ServerRole {
    private final RoleTransitions roles;
    private final ServerState state;

    /** The leader of this term; null until it is heard. Set once: a second leader in a term is a broken cluster. */
    private NodeId leader;

    private long leaderHeardNanos;
    private boolean leaderConnected;
    private long electionDeadlineNanos;

    private Follower(RoleTransitions roles, ServerState state) {
        this.roles = roles;
        this.state = state;
    }

    static Follower begin(RoleTransitions roles, ServerState state) {
        Follower begun = new Follower(roles, state);
        begun.electionDeadlineNanos = state.drawElectionDeadline();
        return begun;
    }

    @Override
    public Role role() {
        return state.membership().isVoter(state.self) ? Role.FOLLOWER : Role.LEARNER;
    }

    @Override
    public NodeId leader() {
        return leader;
    }

    @Override
    public long deadlineNanos() {
        return role() == Role.LEARNER ? Long.MAX_VALUE : electionDeadlineNanos;
    }

    @Override
    public void tick() {
        if (state.nowNanos >= deadlineNanos()) {
            roles.campaign(
                    leader == null
                            ? "no leader of term " + state.term + " was heard"
                            : leaderConnected
                                    ? "no message from leader " + leader + " for "
                                            + (state.nowNanos - leaderHeardNanos) / 1_000_000 + " ms"
                                    : "the connection to leader " + leader + " broke");
        }
    }

    void campaignNoLaterThan(long nanos) {
        electionDeadlineNanos = Math.min(electionDeadlineNanos, nanos);
    }

    /** A vote given puts off our own campaign (paper §5.2). */
    void voted() {
        electionDeadlineNanos = state.drawElectionDeadline();
    }

    @Override
    public boolean hearsLeader() {
        return leader != null
                && leaderConnected
                && state.nowNanos - leaderHeardNanos < state.settings.electionTimeoutNanos();
    }

    /**
     * The process of the leader has probably died: its sockets closed. Waiting for the election timeout would be waste, so a pre-vote
     * follows soon, a little later at random than the others will have noticed as well. If only our connection broke, the others still hear
     * the leader and refuse, and nothing has happened. That our own stickiness ends too is sound as long as no read lease is built on it.
     */
    @Override
    public void onConnectionLost(NodeId peer) {
        if (peer.equals(leader) && leaderConnected && state.settings.preVote()) {
            leaderConnected = false;
            campaignNoLaterThan(state.drawEarlyDeadline(0));
        }
    }

    @Override
    public void onAppendRequest(NodeId from, AppendRequest request) {
        if (leader != null && !leader.equals(from)) {
            throw new InvariantViolation("two leaders in term " + state.term + ": " + leader + " and " + from
                    + " (paper §5.2, Election Safety)");
        }
        leader = from;
        // Heard is heard, also when the request is refused below: else a follower that catches up would campaign
        // (bugs-of-others E19).
        leaderHeardNanos = state.nowNanos;
        leaderConnected = true;
        electionDeadlineNanos = state.drawElectionDeadline();

        long prevIndex = request.prevIndex();
        if (prevIndex >= state.log.baseIndex() && !state.log.has(prevIndex, request.prevTerm())) {
            long hint = state.log.lastIndexWithTermAtMost(prevIndex, request.prevTerm());
            state.persist.sendWhenTermDurable(from, state.appendRefusal(request.requestNumber(), prevIndex, hint));
            return;
        }
        appendMissing(request.entries());
        // Only what this very request verified may be committed or acknowledged: the rest of our log may be of another
        // leader
        // (bugs-of-others R2, R5).
        long verified = request.lastIndex();
        state.commitUpTo(Math.min(request.commit(), Math.max(verified, state.commitIndex)));
        state.persist.sendWhenDurableUpTo(verified, from, state.appendSuccess(request.requestNumber(), verified));
    }

    /** Paper Figure 2, AppendEntries 3 and 4: cut on conflict and only then, append what is missing. */
    private void appendMissing(Entries entries) {
        if (entries.lastIndex() <= state.log.baseIndex()) {
            return;
        }
        Entries unknown = entries.firstIndex() > state.log.baseIndex()
                ? entries
                : entries.slice(state.log.baseIndex() + 1, entries.lastIndex());
        long difference = state.log.firstDifference(unknown);
        if (difference > unknown.lastIndex()) {
            return;
        }
        if (difference <= state.log.lastIndex()) {
            state.truncateFrom(difference);
        }
        state.append(unknown.slice(difference, unknown.lastIndex()));
    }

    @Override
    public ServerRole copy(RoleTransitions otherRoles, ServerState otherState) {
        Follower copy = new Follower(otherRoles, otherState);
        copy.leader = leader;
        copy.leaderHeardNanos = leaderHeardNanos;
        copy.leaderConnected = leaderConnected;
        copy.electionDeadlineNanos = electionDeadlineNanos;
        return copy;
    }

    @Override
    public void hash(Fingerprint fingerprint) {
        fingerprint.add(leader).add(leaderConnected).addTime(hearsLeader() ? 1 : 0);
        fingerprint.addTime(electionDeadlineNanos - state.nowNanos);
    }
}
