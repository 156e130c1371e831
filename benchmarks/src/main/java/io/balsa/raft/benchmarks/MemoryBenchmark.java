package io.balsa.raft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many commands of 256 bytes servers get through that have neither disk nor network, but threads, queues and wake-ups as in production: one thread proposes
 * whenever fewer than a window of its commands are under way.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MemoryBenchmark {
    /** How many servers there are. */
    @Param("3")
    public int servers;

    /** How many commands are under way. */
    @Param({"1", "64", "1024"})
    public int window;

    private MemoryCluster cluster;

    /**
     * Starts servers and waits for a leader.
     *
     * @throws Exception if there is none
     */
    @Setup
    public void start() throws Exception {
        cluster = new MemoryCluster(servers, window);
    }

    /**
     * Proposes a command when there is room.
     *
     * @return how many were proposed
     */
    @Benchmark
    public long propose() {
        return cluster.proposeNext();
    }

    /** Waits for what is under way; an iteration counts at most one window more than was completed in it. */
    @TearDown(Level.Iteration)
    public void drain() {
        cluster.drain();
    }

    /**
     * Fails the measurement if it measured something else.
     *
     * @throws Exception if so
     */
    @TearDown
    public void close() throws Exception {
        cluster.verify();
        cluster.close();
    }
}
