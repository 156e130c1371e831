package io.balsa.raft.benchmarks;

import io.balsa.raft.Role;
import io.balsa.raft.core.ControlEntry;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a group costs that has nothing to do, in a cluster of three: matters to whoever runs thousands of groups. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IdleBenchmark {
    private static final int VOTERS = 3;
    private static final NodeId LEADER = Cores.id(2);

    private final EffectsRecord followerEffects = new EffectsRecord();
    private final EffectsRecord leaderEffects = new EffectsRecord();
    private RaftCore follower;
    private RaftCore leader;
    private long nowNanos;
    private long heartbeatRounds;
    private long heartbeatsAnswered;
    private long heartbeatsHeard;

    /** Makes a leader that has committed its first entry, and a follower that has heard from one. */
    @Setup
    public void setUp() {
        leader = Cores.core(
                VOTERS, RestoredState.EMPTY, (from, to, maxBytes) -> new ControlEntry(from, 1, Optional.empty()));
        Election.win(leader, leaderEffects);
        follower = Cores.core(VOTERS, RestoredState.EMPTY, (from, to, maxBytes) -> {
            throw new IllegalStateException("a follower sends no entries");
        });
        followerHearsHeartbeat();
    }

    /**
     * A turn of the loop on a follower: nothing is due.
     *
     * @return when something will be
     */
    @Benchmark
    public long followerTick() {
        return tick(follower, followerEffects);
    }

    /**
     * A turn of the loop on a leader: nothing is due.
     *
     * @return when something will be
     */
    @Benchmark
    public long leaderTick() {
        return tick(leader, leaderEffects);
    }

    private long tick(RaftCore core, EffectsRecord effects) {
        core.tick(++nowNanos);
        core.flush(effects);
        if (effects.messageCount() != 0) {
            throw new IllegalStateException("not idle: " + effects.message(0));
        }
        return core.nextDeadlineNanos();
    }

    /** A leader sends heartbeats to its two peers and takes their answers, which are allocated here. */
    @Benchmark
    public void leaderHeartbeatRound() {
        nowNanos += Cores.HEARTBEAT_INTERVAL_NANOS;
        leader.tick(nowNanos);
        leader.flush(leaderEffects);
        for (int i = 0; i < leaderEffects.messageCount(); i++) {
            leader.receive(leaderEffects.receiver(i), Election.consent(leaderEffects.message(i)));
        }
        heartbeatsAnswered += leaderEffects.messageCount();
        heartbeatRounds++;
        leaderEffects.clearMessages();
    }

    /** A follower hears a heartbeat, which is allocated here, and answers. */
    @Benchmark
    public void followerHearsHeartbeat() {
        follower.receive(LEADER, new AppendRequest(1, 0, 0, 0, ++heartbeatsHeard, EncodedEntries.none(1)));
        follower.flush(followerEffects);
        if (followerEffects.messageCount() == 0) {
            follower.persisted(followerEffects.persistSeq());
            follower.flush(followerEffects);
        }
        followerEffects.clearMessages();
    }

    /** Fails the measurement if it measured something else. */
    @TearDown
    public void verify() {
        if (leader.role() != Role.LEADER || heartbeatsAnswered != heartbeatRounds * (VOTERS - 1)) {
            throw new IllegalStateException(
                    heartbeatRounds + " rounds, " + heartbeatsAnswered + " heartbeats: " + leader.describe());
        }
        if (follower.role() != Role.FOLLOWER || !follower.leader().equals(Optional.of(LEADER))) {
            throw new IllegalStateException("the follower follows nobody: " + follower.describe());
        }
    }
}
