package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.transport.netty.MalformedFrameException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecBenchmarkTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1024})
    void measuresRequestsOfTheSizeThatItSays(int entries) throws MalformedFrameException {
        CodecBenchmark benchmark = new CodecBenchmark();
        benchmark.entries = entries;
        benchmark.setUp();
        assertTrue(benchmark.encode().length > entries * CommandBatches.ENTRY_BYTES);
        AppendRequest decoded = (AppendRequest) benchmark.decode();
        assertEquals(entries, decoded.lastIndex() - decoded.prevIndex());
    }
}
