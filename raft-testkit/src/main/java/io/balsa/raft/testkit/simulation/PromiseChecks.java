package io.balsa.raft.testkit.simulation;

import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I7, durable before said: a message promises nothing that a power cut could take back. I8 and I9: on the disk the term never falls, and there is one vote a
 * term. I20: messages are sane.
 */
final class PromiseChecks {
    private static final String TERM = "I7, the term of a message is durable";
    private static final String VOTE = "I7, a vote is durable before it is told";
    private static final String MATCH = "I7, what is acknowledged is durable and the leader's";
    private static final String TERM_FALLS = "I8, the term never falls";
    private static final String ONE_VOTE = "I9, one vote in a term";
    private static final String SANE = "I20, messages are sane";

    private final List<SimulatedServer> servers;

    /** Votes on the disk, by term, one map a server. */
    private final List<Map<Long, NodeId>> votes;

    PromiseChecks(List<SimulatedServer> servers) {
        this.servers = servers;
        this.votes = servers.stream()
                .map(server -> (Map<Long, NodeId>) new HashMap<Long, NodeId>())
                .toList();
    }

    /** Term and vote on a server's disk have changed, or were found there after a restart. */
    void hardState(SimulatedServer server, HardState before, HardState after) {
        if (after.term() < before.term()) {
            throw new InvariantBroken(TERM_FALLS, server.id() + " went from " + before + " to " + after);
        }
        after.votedFor().ifPresent(candidate -> {
            NodeId known = votes.get(server.number()).putIfAbsent(after.term(), candidate);
            if (known != null && !known.equals(candidate)) {
                throw new InvariantBroken(
                        ONE_VOTE,
                        server.id() + " votes for " + candidate + " in term " + after.term() + ", having voted for "
                                + known);
            }
        });
    }

    /** A server's disk was wiped: it does not know any more what it promised, which only a learner may. */
    void wiped(SimulatedServer server) {
        votes.get(server.number()).clear();
    }

    /** Whether a vote was on a server's disk once. */
    boolean votedFor(SimulatedServer server, long term, NodeId candidate) {
        return candidate.equals(votes.get(server.number()).get(term));
    }

    void sent(SimulatedServer from, RaftCore core, NodeId to, RaftMessage message) {
        if (from.id().equals(to) || message.term() > core.term() + 1) {
            throw insane(from, core, to, message);
        }
        if (message instanceof PreVoteRequest || message instanceof PreVoteResponse) {
            return;
        }
        if (from.image().hardState().term() < message.term()) {
            throw new InvariantBroken(
                    TERM, from.id() + " sends " + message + " to " + to + "; on its disk: " + from.image());
        }
        if (message instanceof VoteRequest) {
            vote(from, message, from.id());
        } else if (message instanceof VoteResponse response && response.granted()) {
            vote(from, message, to);
        } else if (message instanceof AppendRequest request) {
            append(from, core, to, request);
        } else if (message instanceof AppendResponse response) {
            answer(from, core, to, response);
        }
    }

    /** A later term on the disk does as well as the vote: in the earlier one this server can vote for nobody any more. */
    private void vote(SimulatedServer from, RaftMessage message, NodeId candidate) {
        NodeId known = votes.get(from.number()).get(message.term());
        boolean superseded = from.image().hardState().term() > message.term() && known == null;
        if (!superseded && !candidate.equals(known)) {
            throw new InvariantBroken(
                    VOTE,
                    from.id() + " sends " + message + ", its vote is " + known + "; on its disk: " + from.image());
        }
        votes.get(from.number()).put(message.term(), candidate);
    }

    /** A request may be read from the disk and leave a little later, when its sender leads no more: then there is nothing to compare it with. */
    private static void append(SimulatedServer from, RaftCore core, NodeId to, AppendRequest request) {
        if (core.role() != Role.LEADER || request.term() != core.term()) {
            return;
        }
        boolean sane = request.lastIndex() <= core.lastIndex()
                && core.termAt(request.prevIndex()) == request.prevTerm()
                && request.commit() <= core.commitIndex();
        long term = request.prevTerm();
        for (TermRun run : request.entries().termRuns()) {
            sane = sane
                    && run.term() >= term
                    && run.term() <= request.term()
                    && core.termAt(run.firstIndex()) == run.term();
            term = run.term();
        }
        if (!sane) {
            throw insane(from, core, to, request);
        }
    }

    private void answer(SimulatedServer from, RaftCore core, NodeId to, AppendResponse response) {
        if (!response.success()) {
            if (response.hintIndex() < 0 || response.hintIndex() > Math.max(response.rejected(), 0)) {
                throw insane(from, core, to, response);
            }
            return;
        }
        if (from.image().hardState().term() > response.term()) {
            // It held all that when it went on to the later term; since then some may have been cut off.
            return;
        }
        if (response.match() > from.image().lastIndex()) {
            throw new InvariantBroken(
                    MATCH, from.id() + " sends " + response + " to " + to + "; on its disk: " + from.image());
        }
        for (SimulatedServer leader : servers) {
            RaftCore leaders = leader.id().equals(to) ? leader.core() : null;
            // An answer to a leadership that has ended counts for nothing.
            if (leaders == null || leaders.role() != Role.LEADER || leaders.term() != response.term()) {
                continue;
            }
            if (response.match() > 0 && !from.image().holds(response.match(), leaders.termAt(response.match()))) {
                throw new InvariantBroken(
                        MATCH,
                        from.id() + " sends " + response + " to " + to + "; on its disk: " + from.image()
                                + "; the leader has there term " + leaders.termAt(response.match()));
            }
        }
    }

    private static InvariantBroken insane(SimulatedServer from, RaftCore core, NodeId to, RaftMessage message) {
        return new InvariantBroken(SANE, from.id() + " sends " + message + " to " + to + "; it is " + core.describe());
    }
}
