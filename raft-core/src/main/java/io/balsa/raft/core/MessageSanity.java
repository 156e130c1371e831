package io.balsa.raft.core;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TermRun;
import java.util.List;

/** Tells messages that no correct server sends, so that the rules need not fear them. */
final class MessageSanity {
    /** A term this far above ours does not come from a cluster that holds elections, and following it could use terms up. */
    private static final long MAX_TERM_JUMP = 1L << 32;

    private MessageSanity() {}

    static boolean isSane(RaftMessage message, long ownTerm) {
        if (message.term() < 0 || message.term() - ownTerm > MAX_TERM_JUMP) {
            return false;
        }
        return !(message instanceof AppendRequest request) || isSane(request);
    }

    /** Entries never have a later term than the leader that sends them, nor an earlier one than the entry in front of them. */
    private static boolean isSane(AppendRequest request) {
        List<TermRun> runs = request.entries().termRuns();
        return request.prevIndex() >= 0
                && request.prevTerm() <= request.term()
                && (runs.isEmpty()
                        || (runs.get(0).term() >= request.prevTerm()
                                && runs.get(runs.size() - 1).term() <= request.term()));
    }
}
