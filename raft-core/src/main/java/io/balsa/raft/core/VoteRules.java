package io.balsa.raft.core;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;

/**
 * Who gets a vote (paper §5.2, §5.4.1). The same in every role. A learner, or a server that does not know the candidate, votes as well: it may be that
 * only its membership is out of date (bugs-of-others E16).
 */
final class VoteRules {
    private VoteRules() {}

    /** A pre-vote changes nothing here, neither term nor vote nor timer. */
    static void answer(ServerState state, ServerRole role, NodeId from, PreVoteRequest request) {
        boolean granted = request.term() > state.term
                && !isSticky(state, role, from)
                && state.log.isUpToDate(request.lastIndex(), request.lastTerm());
        state.persist.sendWhenTermDurable(from, new PreVoteResponse(state.term, request.term(), granted));
    }

    /**
     * Thesis §4.2.3: while a leader is heard, a request for a vote is refused, and its term is ignored, so that a server that was cut off
     * cannot depose a working leader. It learns its leader's term from the leader, and the leader learns of its higher term from the answer. A leader that asks for votes leads no more:
     * it was restarted.
     */
    static boolean isSticky(ServerState state, ServerRole role, NodeId candidate) {
        return state.settings.checkQuorum() && role.hearsLeader() && !candidate.equals(role.leader());
    }

    /**
     * A request of our term. One vote a term; asked again by the same candidate, the same answer again (bugs-of-others E20).
     *
     * @return whether the vote is given
     */
    static boolean answer(ServerState state, NodeId from, VoteRequest request) {
        boolean granted = (state.votedFor == null || state.votedFor.equals(from))
                && state.log.isUpToDate(request.lastIndex(), request.lastTerm());
        if (granted) {
            state.vote(from);
            state.persist.sendWhenDurable(from, new VoteResponse(state.term, true));
        } else {
            refuse(state, from);
        }
        return granted;
    }

    static void refuse(ServerState state, NodeId from) {
        state.persist.sendWhenTermDurable(from, new VoteResponse(state.term, false));
    }
}
