package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * I11, a leader's bookkeeping: a match index never falls within a term, the next index lies above it, and what it claims is on the follower's disk. The
 * last is not asked of a follower that has moved to a later term, whose leader may have cut entries that were never committed; and of a follower that
 * was wiped only the second is asked, since its leader has to begin anew.
 */
final class LeaderBookkeeping implements Invariant {
    private static final String MONOTONE = "I11, a match index never falls";
    private static final String NEXT = "I11, the next index lies above the match index";
    private static final String TRUE = "I11, a match index is backed by the follower's disk";

    private final DurableCopies copies;
    private final Map<Pair, Long> matches = new HashMap<>();

    private record Pair(NodeId leader, long term, NodeId follower) {}

    LeaderBookkeeping(DurableCopies copies) {
        this.copies = copies;
    }

    @Override
    public void afterInput(NodeView node) {
        for (PeerProgress peer : node.peers()) {
            Long before = matches.put(new Pair(node.id(), node.term(), peer.id()), peer.match());
            check(
                    before == null || peer.match() >= before || copies.neverWiped(peer.id()) == null,
                    MONOTONE,
                    "%s had %s at %d, now at %d",
                    node.id(),
                    peer.id(),
                    before,
                    peer.match());
            check(
                    peer.next() > peer.match(),
                    NEXT,
                    "%s has %s at match %d, next %d",
                    node.id(),
                    peer.id(),
                    peer.match(),
                    peer.next());
            claim(node, peer);
        }
    }

    private void claim(NodeView leader, PeerProgress peer) {
        NodeView follower = copies.neverWiped(peer.id());
        if (follower == null || follower.durableHardState().term() > leader.term()) {
            return;
        }
        check(
                follower.durableLog().agreesUpTo(leader.log(), peer.match()),
                TRUE,
                "%s has %s at match %d; the disk there has %s, the leader %s",
                leader.id(),
                peer.id(),
                peer.match(),
                follower.durableLog(),
                leader.log());
    }
}
