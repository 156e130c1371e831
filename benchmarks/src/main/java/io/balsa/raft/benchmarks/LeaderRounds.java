package io.balsa.raft.benchmarks;

import io.balsa.raft.core.ControlEntry;
import io.balsa.raft.core.ProposeResult;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.RestoredState;
import java.util.Optional;

/**
 * A leader whose disk and peers answer at once. One round takes a proposal through the core: proposed, sent and persisted, acknowledged by
 * every peer, committed, applied.
 *
 * <p>Proposals and acknowledgements are made beforehand, so that what is measured and allocated is the core's. They suffice for some thousand rounds;
 * then a copy of the core as it was in the beginning goes through the same rounds again.
 */
final class LeaderRounds {
    private static final int ROUNDS_PER_LIFE = 4096;

    private final int entriesPerRound;
    private final Entries[] proposals = new Entries[ROUNDS_PER_LIFE];
    private final AppendResponse[] acknowledgements = new AppendResponse[ROUNDS_PER_LIFE];
    private final EffectsRecord effects = new EffectsRecord();
    private final RaftCore beginning;
    private final long firstIndex;

    private RaftCore core;
    private int round;
    private long roundsOfEarlierLives;
    private long committedInEarlierLives;

    LeaderRounds(int voters, int entriesPerRound) {
        this.entriesPerRound = entriesPerRound;
        this.beginning = Cores.core(voters, RestoredState.EMPTY, (from, to, maxBytes) -> noOp(from));
        Election.win(beginning, effects);
        this.firstIndex = beginning.lastIndex() + 1;
        // The no-op went to every peer as request 1.
        long firstRequestNumber = 2;
        for (int i = 0; i < ROUNDS_PER_LIFE; i++) {
            proposals[i] =
                    PlainEntries.ofTerm(beginning.term(), firstIndex + (long) i * entriesPerRound, entriesPerRound);
            acknowledgements[i] = Election.success(beginning.term(), firstRequestNumber + i, proposals[i].lastIndex());
        }
        restart();
    }

    private Entries noOp(long index) {
        return new ControlEntry(index, 1, Optional.empty());
    }

    private void restart() {
        core = beginning.copy(this::slice, bound -> 0);
        effects.reset(core.appliedIndex());
        round = 0;
    }

    private Entries slice(long from, long to, long maxBytes) {
        Entries proposal = proposals[Math.toIntExact((from - firstIndex) / entriesPerRound)];
        if (proposal.firstIndex() != from || proposal.lastIndex() != to) {
            throw new IllegalStateException("slice " + from + " to " + to + ": expected one whole proposal");
        }
        return proposal;
    }

    long commitNext() {
        if (round == ROUNDS_PER_LIFE) {
            roundsOfEarlierLives += round;
            committedInEarlierLives += committedInThisLife();
            restart();
        }
        Entries proposal = proposals[round];
        ProposeResult result = core.propose(proposal);
        core.flush(effects);
        core.persisted(effects.persistSeq());
        for (int i = 0; i < effects.messageCount(); i++) {
            core.receive(effects.receiver(i), acknowledgementOf((AppendRequest) effects.message(i)));
        }
        effects.clearMessages();
        core.flush(effects);
        core.applied(effects.appliedIndex());
        if (result != ProposeResult.ACCEPTED || effects.appliedIndex() != proposal.lastIndex()) {
            throw new IllegalStateException("proposal up to " + proposal.lastIndex() + " was " + result
                    + ", but is not applied: " + core.describe());
        }
        round++;
        return effects.appliedIndex();
    }

    private AppendResponse acknowledgementOf(AppendRequest request) {
        AppendResponse acknowledgement = acknowledgements[round];
        if (acknowledgement.requestNumber() != request.requestNumber()
                || acknowledgement.match() != request.lastIndex()) {
            throw new IllegalStateException(acknowledgement + " is no answer to " + request);
        }
        return acknowledgement;
    }

    private long committedInThisLife() {
        return core.commitIndex() - beginning.commitIndex();
    }

    /** Throws unless the commit index advanced by exactly what was proposed. */
    void verify() {
        long proposed = (roundsOfEarlierLives + round) * entriesPerRound;
        long committed = committedInEarlierLives + committedInThisLife();
        if (committed != proposed) {
            throw new IllegalStateException("proposed " + proposed + " entries, committed " + committed);
        }
    }
}
