package io.balsa.raft.benchmarks;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.TermRun;
import java.util.List;
import java.util.Optional;

/**
 * A follower whose disk answers at once. One round takes a request of the leader through the core: received, persisted, acknowledged, and the
 * entries of the round before committed and applied. Requests are made beforehand, and used again by a fresh copy of the core, as in
 * {@link LeaderRounds}.
 */
final class FollowerRounds {
    private static final int ROUNDS_PER_LIFE = 4096;
    private static final long TERM = 1;
    private static final NodeId LEADER = Cores.id(2);
    private static final RestoredState ONE_ENTRY = new RestoredState(
            new HardState(TERM, Optional.of(LEADER)), 0, 0, 1, List.of(new TermRun(1, TERM)), List.of());

    private final int entriesPerRound;
    private final AppendRequest[] requests = new AppendRequest[ROUNDS_PER_LIFE];
    private final EffectsRecord effects = new EffectsRecord();
    private final RaftCore beginning;

    private RaftCore core;
    private int round;

    FollowerRounds(int voters, int entriesPerRound) {
        this.entriesPerRound = entriesPerRound;
        this.beginning = Cores.core(voters, ONE_ENTRY, (from, to, maxBytes) -> {
            throw new IllegalStateException("a follower sends no entries");
        });
        for (int i = 0; i < ROUNDS_PER_LIFE; i++) {
            long prevIndex = 1 + (long) i * entriesPerRound;
            Entries entries = PlainEntries.ofTerm(TERM, prevIndex + 1, entriesPerRound);
            requests[i] = new AppendRequest(TERM, prevIndex, TERM, prevIndex, i + 1, entries);
        }
        restart();
    }

    private void restart() {
        core = beginning.copy((from, to, maxBytes) -> null, bound -> 0);
        effects.reset(core.appliedIndex());
        round = 0;
    }

    long appendNext() {
        if (round == ROUNDS_PER_LIFE) {
            verify();
            restart();
        }
        AppendRequest request = requests[round];
        core.receive(LEADER, request);
        core.flush(effects);
        core.applied(effects.appliedIndex());
        core.persisted(effects.persistSeq());
        core.flush(effects);
        AppendResponse response = (AppendResponse) effects.message(0);
        if (effects.messageCount() != 1 || !response.success() || response.match() != request.lastIndex()) {
            throw new IllegalStateException(request + " was answered by " + response);
        }
        effects.clearMessages();
        round++;
        return response.match();
    }

    /** Throws unless the follower durably holds what was sent, and has applied all but the last round. */
    void verify() {
        long appended = core.durableIndex() - beginning.durableIndex();
        long applied = core.appliedIndex() - beginning.appliedIndex();
        long sent = (long) round * entriesPerRound;
        if (appended != sent || (round > 0 && applied != sent - entriesPerRound + 1)) {
            throw new IllegalStateException("sent " + sent + " entries, appended " + appended + ", applied " + applied);
        }
    }
}
