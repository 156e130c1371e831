package io.balsa.raft.benchmarks;

import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;

/** Makes a core the leader of peers that grant and acknowledge everything. */
final class Election {
    private Election() {}

    /** Returns once the leader's first entry is committed and applied, and nothing is left to do. */
    static void win(RaftCore core, EffectsRecord effects) {
        core.campaign();
        while (core.hasEffects()) {
            core.flush(effects);
            core.persisted(effects.persistSeq());
            for (int i = 0; i < effects.messageCount(); i++) {
                core.receive(effects.receiver(i), consent(effects.message(i)));
            }
            effects.clearMessages();
        }
        core.applied(effects.appliedIndex());
        if (core.role() != Role.LEADER || core.commitIndex() != core.lastIndex()) {
            throw new IllegalStateException("no leader that has committed: " + core.describe());
        }
    }

    static RaftMessage consent(RaftMessage request) {
        if (request instanceof AppendRequest append) {
            return success(append.term(), append.requestNumber(), append.lastIndex());
        } else if (request instanceof VoteRequest vote) {
            return new VoteResponse(vote.term(), true);
        } else if (request instanceof PreVoteRequest preVote) {
            return new PreVoteResponse(preVote.term() - 1, preVote.term(), true);
        }
        throw new IllegalArgumentException("no answer to " + request);
    }

    static AppendResponse success(long term, long requestNumber, long match) {
        return new AppendResponse(term, requestNumber, true, match, 0, 0, 0, match, match);
    }
}
