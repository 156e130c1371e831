package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * I7, durable before said: a message promises nothing that a power cut could take back. Its term is durable (a pre-vote promises nothing, so it is
 * exempt); a grant stands on the disk, and so does a candidate's vote for itself; an acknowledgement is covered by entries on the disk that are the
 * leader's. What the core itself takes to be durable is.
 */
final class DurableBeforeSaid implements Invariant {
    private static final String TERM = "I7, the term of a message is durable";
    private static final String VOTE = "I7, a vote is durable before it is told";
    private static final String MATCH = "I7, what is acknowledged is durable and the leader's";
    private static final String DURABLE = "I7, what the core takes to be durable is";

    private final Ballots ballots;
    private final LeadersOfTerms leaders;
    /** What a server's disk held last in a term. */
    private final Map<NodeTerm, LogImage> disks = new HashMap<>();

    private record NodeTerm(NodeId id, long term) {}

    DurableBeforeSaid(Ballots ballots, LeadersOfTerms leaders) {
        this.ballots = ballots;
        this.leaders = leaders;
    }

    @Override
    public void durable(NodeView node) {
        NodeTerm term = new NodeTerm(node.id(), node.durableHardState().term());
        disks.put(term, node.durableLog().copy());
    }

    @Override
    public void wiped(NodeView node) {
        disks.keySet().removeIf(term -> term.id.equals(node.id()));
    }

    @Override
    public void sent(NodeView from, NodeId to, RaftMessage message) {
        if (message instanceof PreVoteRequest || message instanceof PreVoteResponse) {
            return;
        }
        long durableTerm = from.durableHardState().term();
        check(
                durableTerm >= message.term(),
                TERM,
                "%s, whose disk is in term %d, sends %s to %s",
                from.id(),
                durableTerm,
                message,
                to);
        if (message instanceof VoteRequest) {
            vote(from, message, from.id());
        } else if (message instanceof VoteResponse response && response.granted()) {
            vote(from, message, to);
        } else if (message instanceof AppendResponse response && response.success()) {
            match(from, to, response);
        }
    }

    private void vote(NodeView from, RaftMessage message, NodeId candidate) {
        check(
                ballots.isDurable(from.id(), message.term(), candidate),
                VOTE,
                "%s sends %s, but its disk has %s",
                from.id(),
                message,
                from.durableHardState());
    }

    /**
     * An acknowledgement may leave when its term has passed on the disk as well, with several batches reported at once: then what counts is what the disk
     * held at the end of that term. It is as if it had been sent then and was late. Whoever votes in a later term had the entries when it voted.
     */
    private void match(NodeView from, NodeId to, AppendResponse response) {
        LogImage now = from.durableLog();
        LogImage then = disks.getOrDefault(new NodeTerm(from.id(), response.term()), now);
        LogImage leaderLog = leaders.logOf(response.term()).orElse(now);
        check(
                now.agreesUpTo(leaderLog, response.match()) || then.agreesUpTo(leaderLog, response.match()),
                MATCH,
                "%s sends %s to %s; its disk has %s, the leader of term %d %s",
                from.id(),
                response,
                to,
                now,
                response.term(),
                leaderLog);
    }

    @Override
    public void afterInput(NodeView node) {
        check(
                node.durableIndex() <= node.log().lastIndex()
                        && node.durableLog().agreesUpTo(node.log(), node.durableIndex()),
                DURABLE,
                "%s has durable index %d; its log is %s, its disk has %s",
                node.id(),
                node.durableIndex(),
                node.log(),
                node.durableLog());
    }
}
