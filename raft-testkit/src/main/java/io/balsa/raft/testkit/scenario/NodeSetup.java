package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
import java.util.List;
import java.util.Optional;

/**
 * How a server begins.
 *
 * @param learner whether it is declared as learner
 * @param terms the terms of the entries on its disk, from index 1 on
 * @param hardState term and vote on its disk
 * @param commit up to where it knows its entries to be committed
 * @param membership what it takes the membership to be, if not what was declared
 */
record NodeSetup(boolean learner, List<Long> terms, HardState hardState, long commit, Optional<Membership> membership) {
    static NodeSetup empty(boolean learner) {
        return new NodeSetup(learner, List.of(), HardState.INITIAL, 0, Optional.empty());
    }

    NodeSetup withTerms(List<Long> newTerms) {
        return new NodeSetup(learner, newTerms, hardState, commit, membership);
    }

    NodeSetup withState(HardState newState, long newCommit) {
        return new NodeSetup(learner, terms, newState, newCommit, membership);
    }

    NodeSetup withMembership(Membership newMembership) {
        return new NodeSetup(learner, terms, hardState, commit, Optional.of(newMembership));
    }

    /**
     * The hard state with which the server begins: at least in the term of its last entry, since no server ever has an entry of a term that it has not
     * been in.
     */
    HardState hardStateToBegin() {
        long lastTerm = terms.isEmpty() ? 0 : terms.get(terms.size() - 1);
        return hardState.term() >= lastTerm ? hardState : new HardState(lastTerm, Optional.empty());
    }
}
