package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.transport.netty.MalformedFrameException;
import io.balsa.raft.transport.netty.MessageCodec;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a leader's request costs to put into a frame and to get out of it, checksums included, by the code that connections use. One thing differs: {@link
 * MessageCodec} copies all entries into the frame, while a connection hands over those from 8 KiB on as they are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final int MAX_FRAME_BYTES = 16 << 20;
    private static final long PREV_INDEX = 1_000_000;

    /** How many entries of 256 bytes the request has. */
    @Param({"1", "64", "1024"})
    public int entries;

    private MessageCodec codec;
    private AppendRequest request;
    private byte[] frame;

    /**
     * Makes a request and its frame.
     *
     * @throws MalformedFrameException if the codec does not understand itself
     */
    @Setup
    public void setUp() throws MalformedFrameException {
        codec = new MessageCodec(MAX_FRAME_BYTES);
        request = new AppendRequest(
                CommandBatches.TERM,
                PREV_INDEX,
                CommandBatches.TERM,
                PREV_INDEX - entries,
                PREV_INDEX / entries,
                new CommandBatches().next(PREV_INDEX + 1, entries));
        frame = codec.encode(request);
        if (!Arrays.equals(codec.encode(codec.decode(frame)), frame)) {
            throw new IllegalStateException("what was decoded has another frame than " + request);
        }
    }

    /**
     * From the request to the bytes of its frame.
     *
     * @return the frame
     */
    @Benchmark
    public byte[] encode() {
        return codec.encode(request);
    }

    /**
     * From the bytes of the frame to the request, with its entries checked and ready to be written to the log.
     *
     * @return the request
     * @throws MalformedFrameException if the frame is damaged
     */
    @Benchmark
    public RaftMessage decode() throws MalformedFrameException {
        return codec.decode(frame);
    }
}
