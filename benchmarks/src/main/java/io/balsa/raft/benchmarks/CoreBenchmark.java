package io.balsa.raft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the core costs on a leader, an entry: from the proposal to its application, without disk and network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreBenchmark {
    private static final int BATCH = 64;

    /** How many servers vote, the leader among them. */
    @Param({"1", "3", "5"})
    public int voters;

    private LeaderRounds single;
    private LeaderRounds batched;

    /** Elects leaders. */
    @Setup
    public void setUp() {
        single = new LeaderRounds(voters, 1);
        batched = new LeaderRounds(voters, BATCH);
    }

    /**
     * A round with one entry.
     *
     * @return the index reached
     */
    @Benchmark
    public long commit1() {
        return single.commitNext();
    }

    /**
     * A round with 64 entries; the result is for one entry.
     *
     * @return the index reached
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long commit64() {
        return batched.commitNext();
    }

    /** Fails the measurement if it measured something else. */
    @TearDown
    public void verify() {
        single.verify();
        batched.verify();
    }
}
