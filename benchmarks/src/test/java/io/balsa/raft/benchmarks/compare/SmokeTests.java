package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.benchmarks.balsa.BalsaLibrary;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.floor.FloorLibrary;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SmokeTests {
    private static final double SECONDS = 0.3;

    static Stream<Library> libraries() {
        return Stream.of(new FloorLibrary(), new BalsaLibrary());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void everyServerAppliesWhatWasAcknowledgedAndNothingElse(Library library, @TempDir Path directory)
            throws Exception {
        try (Cluster cluster = library.start(directory)) {
            ClosedLoop loop = new ClosedLoop(cluster, new Commands(16));
            for (int window : new int[] {1, 100}) {
                Latencies latencies = new Latencies();
                long before = loop.acknowledged();
                loop.run(window, SECONDS, latencies);
                assertEquals(loop.acknowledged() - before, latencies.count());
                assertTrue(latencies.count() > 0);
                Replicas.verify(cluster.applied(), loop.acknowledged());
            }
        }
    }
}
