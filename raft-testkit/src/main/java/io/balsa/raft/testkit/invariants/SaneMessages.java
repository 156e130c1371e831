package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.InvariantBroken.check;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TermRun;

/** I20: messages are sane. Nobody writes to itself; an append is a true part of its leader's log; no commit index is overstated. */
final class SaneMessages implements Invariant {
    private static final String ADDRESS = "I20, nobody sends to itself";
    private static final String TERM = "I20, a message carries the sender's term";
    private static final String LEADER = "I20, only a leader appends, in its own term";
    private static final String PREVIOUS = "I20, previous index and term are those of the leader's log";
    private static final String ENTRIES = "I20, the entries sent are the leader's, with terms that do not fall";
    private static final String COMMIT = "I20, a request does not overstate the commit index";
    private static final String ANSWER = "I20, an answer speaks of indexes that can be";

    @Override
    public void sent(NodeView from, NodeId to, RaftMessage message) {
        check(!from.id().equals(to), ADDRESS, "%s sends itself %s", to, message);
        check(
                message.term() >= 0 && message.term() <= from.term() + 1,
                TERM,
                "%s in term %d sends %s",
                from.id(),
                from.term(),
                message);
        if (message instanceof AppendRequest request) {
            append(from, request);
        } else if (message instanceof AppendResponse response) {
            answer(from, response);
        }
    }

    private static void append(NodeView from, AppendRequest request) {
        check(
                from.role() == Role.LEADER && request.term() == from.term(),
                LEADER,
                "%s, %s in term %d, sends %s",
                from.id(),
                from.role(),
                from.term(),
                request);
        LogImage log = from.log();
        long previous = request.prevIndex();
        check(
                previous >= log.baseIndex()
                        && previous <= log.lastIndex()
                        && log.termAt(previous) == request.prevTerm(),
                PREVIOUS,
                "%s sends %s out of %s",
                from.id(),
                request,
                log);
        check(
                request.commit() <= from.commitIndex(),
                COMMIT,
                "%s, whose commit index is %d, sends %s",
                from.id(),
                from.commitIndex(),
                request);
        entries(from, request);
    }

    private static void entries(NodeView from, AppendRequest request) {
        long term = request.prevTerm();
        long index = request.prevIndex() + 1;
        for (TermRun run : request.entries().termRuns()) {
            boolean sane = run.term() >= term
                    && run.term() <= request.term()
                    && run.firstIndex() >= index
                    && from.log().has(run.firstIndex())
                    && from.log().termAt(run.firstIndex()) == run.term();
            check(sane, ENTRIES, "%s sends %s out of %s", from.id(), request, from.log());
            term = run.term();
            index = run.firstIndex() + 1;
        }
        check(
                request.lastIndex() <= from.log().lastIndex(),
                ENTRIES,
                "%s sends %s out of %s",
                from.id(),
                request,
                from.log());
    }

    private static void answer(NodeView from, AppendResponse response) {
        boolean sane = response.success()
                ? response.match() >= 0
                : response.hintIndex() >= 0 && response.hintIndex() <= response.rejected();
        check(sane, ANSWER, "%s sends %s", from.id(), response);
    }
}
