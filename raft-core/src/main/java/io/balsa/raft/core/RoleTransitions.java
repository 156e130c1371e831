package io.balsa.raft.core;

import io.balsa.raft.spi.NodeId;

/**
 * The role that a server is in, and the only ways from one to the next:
 *
 * <pre>
 * follower       -> pre-candidate   election timeout, or the connection to the leader broke
 * pre-candidate  -> candidate       a quorum would vote for us
 * pre-candidate  -> pre-candidate   election timeout
 * candidate      -> leader          a quorum voted for us
 * candidate      -> pre-candidate   election timeout, or some time after a refusal
 * any            -> follower        a higher term was seen; or a leader of our term was heard (not by a leader)
 * leader         -> follower        no contact with a quorum; or the disk failed, or hangs
 * </pre>
 *
 * Without pre-vote, candidate takes the place of pre-candidate. A learner is a follower whose election timeout never passes.
 */
final class RoleTransitions {
    private final ServerState state;
    private ServerRole current;
    private String reason = "started";

    private RoleTransitions(ServerState state) {
        this.state = state;
    }

    static RoleTransitions begin(ServerState state) {
        RoleTransitions begun = new RoleTransitions(state);
        begun.current = Follower.begin(begun, state);
        return begun;
    }

    RoleTransitions copy(ServerState otherState) {
        RoleTransitions copy = new RoleTransitions(otherState);
        copy.current = current.copy(copy, otherState);
        copy.reason = reason;
        return copy;
    }

    ServerRole current() {
        return current;
    }

    /** {@return what brought the last transition about, as a clause for a person} */
    String reason() {
        return reason;
    }

    void campaign(String why) {
        // A leader that campaigned against itself would go on sending heartbeats meanwhile (bugs-of-others E11).
        if (current instanceof Leader || !state.membership().isVoter(state.self)) {
            return;
        }
        if (state.settings.preVote()) {
            PreCandidate candidate = PreCandidate.begin(this, state);
            become(candidate, why);
            candidate.count();
        } else {
            becomeCandidate(why);
        }
    }

    void becomeCandidate(String why) {
        become(Candidate.begin(this, state), why);
    }

    void becomeLeader(String why) {
        become(Leader.begin(this, state), why);
    }

    /** A leader of our term was heard by somebody who wanted to be one. */
    Follower follow(NodeId leader) {
        Follower follower = Follower.begin(this, state);
        become(follower, "leader " + leader + " was elected");
        return follower;
    }

    void stepDown(String why) {
        become(Follower.begin(this, state), why);
    }

    /** A higher term alone does not put off our own campaign: only a vote given or a leader heard does (paper §5.2, Figure 2). */
    void followTerm(long term, NodeId from) {
        long campaignAtNanos = current instanceof Leader ? Long.MAX_VALUE : current.deadlineNanos();
        state.raiseTerm(term);
        Follower follower = Follower.begin(this, state);
        follower.campaignNoLaterThan(campaignAtNanos);
        become(follower, "term " + term + " seen from " + from);
    }

    private void become(ServerRole next, String why) {
        current = next;
        reason = why;
    }
}
