package io.balsa.raft.benchmarks.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptRunsTests {
    private static final String RATE = "OPS_PER_SECOND";

    @TempDir
    private Path directory;

    private ClusterRun readCluster(Map<String, Object> content) throws IOException {
        Samples.write(directory, "run.json", content);
        return KeptRuns.read(directory).cluster("throughput").orElseThrow();
    }

    @Test
    void mediansAndRatiosAreTakenOverRounds() throws IOException {
        ClusterRun run = readCluster(Samples.cluster(
                "throughput",
                Map.of(
                        "floor", List.of(Samples.round(1, 100), Samples.round(1, 10), Samples.round(1, 1000)),
                        "balsa", List.of(Samples.round(1, 50), Samples.round(1, 6), Samples.round(1, 400)))));
        assertEquals(50, run.median("balsa", 1, RATE));
        assertEquals(0.5, run.ratioToFloor("balsa", 1, RATE));
        assertEquals(1, run.ratioToFloor("floor", 1, RATE));
    }

    @Test
    void aRoundThatFailedIsInNoRatio() throws IOException {
        Map<String, Object> content = new HashMap<>(Samples.cluster(
                "throughput",
                Map.of(
                        "floor", List.of(Samples.round(1, 100), Samples.round(1, 10), Samples.round(1, 1000)),
                        "balsa", List.of(Samples.round(1, 50), Samples.round(1, 100)))));
        content.put("failures", Map.of("balsa", Map.of("2", "it broke"), "ratis", Map.of("1", "it never began")));
        ClusterRun run = readCluster(content);
        // 50 to 100 and 100 to 1000; not 100 to 10.
        assertEquals(0.3, run.ratioToFloor("balsa", 1, RATE), 1e-9);
        String tables = ClusterTables.of(run);
        assertTrue(tables.contains("No figures of Balsa in round 2: it broke."), tables);
        assertTrue(tables.contains("No figures of Apache Ratis in round 1: it never began."), tables);
    }

    @Test
    void figuresThatAreMissingAreNotNumbers() throws IOException {
        ClusterRun run = readCluster(Samples.cluster(
                "throughput",
                Map.of("floor", List.of(Samples.round(1, 100)), "balsa", List.of(Samples.round(64, 50)))));
        assertEquals(List.of(1, 64), run.values());
        assertTrue(Double.isNaN(run.median("balsa", 1, RATE)));
        assertTrue(Double.isNaN(run.median("ratis", 1, RATE)));
        assertTrue(Double.isNaN(run.ratioToFloor("balsa", 64, RATE)));
    }

    @Test
    void theLatestRunThatHasABenchmarkCounts() throws IOException {
        Map<String, String> voters = Map.of("voters", "3");
        Samples.write(directory, "b.json", Samples.micro("2026-11-27T00:00:00Z", "CoreBenchmark.commit1", voters, 200));
        Samples.write(directory, "a.json", Samples.micro("2026-11-28T00:00:00Z", "CoreBenchmark.commit1", voters, 300));
        Samples.write(
                directory, "c.json", Samples.micro("2026-11-29T00:00:00Z", "IdleBenchmark.leaderTick", Map.of(), 5));
        MicroRun run =
                KeptRuns.read(directory).micro("CoreBenchmark.commit1 voters=3").orElseThrow();
        assertEquals(
                300, run.score("CoreBenchmark.commit1 voters=3").orElseThrow().value());
        String table = MicroTable.of(KeptRuns.read(directory)).orElseThrow();
        assertTrue(table.contains("| voters 3 | 300 ns |"), table);
        assertTrue(table.contains("a.json") && table.contains("c.json") && !table.contains("b.json"), table);
    }

    @Test
    void runsWithOtherSizesOfCommandsStandApart() throws IOException {
        Map<String, Object> small =
                new HashMap<>(Samples.cluster("throughput", Map.of("floor", List.of(Samples.round(1, 100)))));
        small.put("options", Map.of("bytes", "16"));
        Samples.write(directory, "small.json", small);
        KeptRuns runs = KeptRuns.read(directory);
        assertTrue(runs.cluster("throughput").isEmpty());
        assertEquals(
                List.of(16),
                runs.otherSizes("throughput").stream().map(ClusterRun::bytes).toList());
    }

    @Test
    void aFileOfSomethingElseIsNamed() throws IOException {
        for (String content :
                List.of("{", "[]", "{\"mode\": \"throughput\"}", "{\"mode\": \"micro\", \"machine\": {}}")) {
            Files.writeString(directory.resolve("odd.json"), content);
            IOException e = assertThrows(IOException.class, () -> KeptRuns.read(directory), content);
            assertTrue(e.getMessage().contains("odd.json"), e.getMessage());
        }
    }

    @Test
    void theCaptionSaysWhatMatters() {
        assertEquals(
                "AMD EPYC · 2 cores · 24 GiB · Linux 6.18.44 · ext4 · JDK 17.0.15 · 2026-11-28 · commit 0123456789ab",
                new Source("run.json", parsed(Samples.machine("2026-11-28T16:26:05Z"))).caption());
    }

    private static Map<?, ?> parsed(Map<String, Object> machine) {
        Map<String, Object> read = new HashMap<>(machine);
        read.replaceAll((key, value) -> value instanceof Number number ? number.doubleValue() : value);
        return read;
    }
}
