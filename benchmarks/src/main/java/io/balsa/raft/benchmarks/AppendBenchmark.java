package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import java.io.IOException;
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
 * What it costs to make a batch of entries of 256 bytes durable, on a real disk. Disks differ and their moods change, so read the ratio of {@code persist} to
 * {@code floor} of the same run, not the time. A log is new in each iteration, which bounds what is written to the disk.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {
    /** The batch. */
    @State(Scope.Thread)
    public static class Batch {
        /** How many entries it has. */
        @Param({"1", "64", "1024"})
        public int entries;

        private EncodedEntries[] prepared;

        /** Encodes batches. */
        @Setup
        public void prepare() {
            prepared = LogUnderTest.prepare(entries);
        }
    }

    /** A log on the disk. */
    @State(Scope.Thread)
    public static class Log {
        private LogUnderTest log;

        /**
         * Makes a log.
         *
         * @param batch what it will take
         * @throws IOException if the disk fails
         */
        @Setup(Level.Iteration)
        public void open(Batch batch) throws IOException {
            log = new LogUnderTest(batch.prepared);
        }

        /**
         * Deletes it, after a look at what is in it.
         *
         * @throws IOException if the disk fails
         */
        @TearDown(Level.Iteration)
        public void close() throws IOException {
            log.close();
        }
    }

    /** A file on the disk. */
    @State(Scope.Thread)
    public static class Raw {
        private RawFile file;

        /**
         * Makes a file.
         *
         * @param batch what it will take
         * @throws IOException if the disk fails
         */
        @Setup(Level.Iteration)
        public void open(Batch batch) throws IOException {
            file = new RawFile(batch.prepared[0]);
        }

        /**
         * Deletes it, after a look at what is in it.
         *
         * @throws IOException if the disk fails
         */
        @TearDown(Level.Iteration)
        public void close() throws IOException {
            file.close();
        }
    }

    /**
     * One batch through the log, with its force.
     *
     * @param log the log
     * @return the last index
     * @throws IOException if the disk fails
     */
    @Benchmark
    public long persist(Log log) throws IOException {
        return log.log.persistNext();
    }

    /**
     * The same bytes, written and forced by hand.
     *
     * @param raw the file
     * @return the position
     * @throws IOException if the disk fails
     */
    @Benchmark
    public long floor(Raw raw) throws IOException {
        return raw.file.writeNext();
    }
}
