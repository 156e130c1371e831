package io.balsa.raft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the core costs on a follower, an entry: from the leader's request to the answer, without disk and network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FollowerBenchmark {
    private static final int BATCH = 64;
    private static final int VOTERS = 3;

    private FollowerRounds single;
    private FollowerRounds batched;

    /** Makes followers. */
    @Setup
    public void setUp() {
        single = new FollowerRounds(VOTERS, 1);
        batched = new FollowerRounds(VOTERS, BATCH);
    }

    /**
     * A request with one entry.
     *
     * @return the index acknowledged
     */
    @Benchmark
    public long append1() {
        return single.appendNext();
    }

    /**
     * A request with 64 entries; the result is for one entry.
     *
     * @return the index acknowledged
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long append64() {
        return batched.appendNext();
    }

    /** Fails the measurement if it measured something else. */
    @TearDown
    public void verify() {
        single.verify();
        batched.verify();
    }
}
