package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the runtime of a leader costs, a command, on one thread: its agents are stepped by the measuring one, so no thread is woken and none waits. Results are for
 * one command of 256 bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyBenchmark {
    private static final int COMMANDS = 1024;

    /** A leader. */
    @State(Scope.Thread)
    public static class Leader {
        /** How many commands are committed together. */
        @Param({"1", "64", "1024"})
        public int batch;

        SteppedLeader leader;

        /**
         * Elects it.
         *
         * @throws IOException never
         */
        @Setup
        public void elect() throws IOException {
            leader = new SteppedLeader();
        }

        /** Fails the measurement if it measured something else. */
        @TearDown
        public void close() {
            leader.verify();
            leader.close();
        }
    }

    /** A leader with commands that are on the disks of all servers, and whose acknowledgements have just come. */
    @State(Scope.Thread)
    public static class LeaderBeforeCommit extends Leader {
        /** Proposes them. */
        @Setup(Level.Invocation)
        public void propose() {
            for (int i = 0; i < COMMANDS; i += batch) {
                leader.propose(batch);
            }
        }
    }

    /**
     * From the acknowledgement by the peers: committed, handed to the apply agent, applied, the future completed. The bytes that JMH tells for this include those of
     * the preparation, so they are the same as of {@link #wholeWay}.
     *
     * @param state the leader
     * @return how many commands were ever completed
     */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long handOff(LeaderBeforeCommit state) {
        for (int i = 0; i < COMMANDS; i += state.batch) {
            state.leader.acknowledge();
            state.leader.apply();
        }
        return state.leader.verify();
    }

    /**
     * From the proposal to the completion of its future; the answers of two peers are made here too.
     *
     * @param state the leader
     * @return how many commands were ever completed
     */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long wholeWay(Leader state) {
        for (int i = 0; i < COMMANDS; i += state.batch) {
            state.leader.propose(state.batch);
            state.leader.acknowledge();
            state.leader.apply();
        }
        return state.leader.verify();
    }
}
