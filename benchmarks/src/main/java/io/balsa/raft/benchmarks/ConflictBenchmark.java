package io.balsa.raft.benchmarks;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.TermRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long a follower takes to find out where a leader's log and its own part, with 1,000 terms of ten entries each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConflictBenchmark {
    private static final int TERMS = 1000;
    private static final int ENTRIES_PER_TERM = 10;
    private static final long LAST_INDEX = TERMS * ENTRIES_PER_TERM;
    private static final NodeId LEADER = Cores.id(2);

    // Term t of the log is the number 2t, so that odd terms are those the log lacks.
    private static final List<TermRun> RUNS = LongStream.rangeClosed(1, TERMS)
            .mapToObj(t -> new TermRun((t - 1) * ENTRIES_PER_TERM + 1, 2 * t))
            .toList();
    private static final long LEADER_TERM = 2 * TERMS + 2;
    private static final RestoredState RESTORED =
            new RestoredState(new HardState(LEADER_TERM, Optional.empty()), 0, 0, LAST_INDEX, RUNS, List.of());

    private final EffectsRecord effects = new EffectsRecord();
    private final AppendRequest partsAtStart = probe(3);
    private final AppendRequest partsAtEnd = probe(2 * TERMS - 1);
    private final AppendRequest duplicate =
            new AppendRequest(LEADER_TERM, 0, 0, 0, 1, new PlainEntries(1, LAST_INDEX, 1, RUNS));
    private RaftCore follower;

    private static AppendRequest probe(long prevTerm) {
        return new AppendRequest(LEADER_TERM, LAST_INDEX, prevTerm, 0, 1, EncodedEntries.none(LAST_INDEX + 1));
    }

    /** Makes the follower. */
    @Setup
    public void setUp() {
        follower = Cores.core(3, RESTORED, (from, to, maxBytes) -> {
            throw new IllegalStateException("a follower sends no entries");
        });
    }

    /**
     * Refuses a request; the logs part in the second of 1,000 terms.
     *
     * @return the refusal
     */
    @Benchmark
    public AppendResponse refuseWhenPartedAtStart() {
        return refuse(partsAtStart, ENTRIES_PER_TERM);
    }

    /**
     * Refuses a request; the logs part in the last term.
     *
     * @return the refusal
     */
    @Benchmark
    public AppendResponse refuseWhenPartedAtEnd() {
        return refuse(partsAtEnd, LAST_INDEX - ENTRIES_PER_TERM);
    }

    private AppendResponse refuse(AppendRequest request, long expectedHint) {
        AppendResponse response = answer(request);
        if (response.success() || response.hintIndex() != expectedHint) {
            throw new IllegalStateException("expected a refusal with hint " + expectedHint + ", but got " + response);
        }
        return response;
    }

    /**
     * Accepts a request with entries of all 1,000 terms, which it has already.
     *
     * @return the acknowledgement
     */
    @Benchmark
    public AppendResponse recognizeDuplicate() {
        AppendResponse response = answer(duplicate);
        if (!response.success() || response.match() != LAST_INDEX) {
            throw new IllegalStateException("expected a success up to " + LAST_INDEX + ", but got " + response);
        }
        return response;
    }

    private AppendResponse answer(AppendRequest request) {
        follower.receive(LEADER, request);
        follower.flush(effects);
        AppendResponse response = (AppendResponse) effects.message(0);
        effects.clearMessages();
        return response;
    }
}
