package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryClusterTests {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "3, 64"})
    void everythingProposedIsAppliedEverywhere(int servers, int window) throws Exception {
        try (MemoryCluster cluster = new MemoryCluster(servers, window)) {
            for (int i = 1; i <= 300; i++) {
                assertEquals(i, cluster.proposeNext());
            }
            cluster.drain();
            cluster.verify();
        }
    }
}
