package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of {@code bin/sim}. */
class SimulationMainTests {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private int run(String... arguments) {
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return SimulationMain.run(List.of(arguments), out, out);
        }
    }

    private String lastLine() {
        List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void manySeedsEndWithOneLineOfFigures() {
        assertEquals(0, run("--seeds", "3", "--profile", "calm", "--time", "5s"));
        assertTrue(
                lastLine().matches("3 seeds, 0 violations, 0\\.0 simulated hours in \\d+ s \\(\\d+x\\)"), lastLine());
    }

    @Test
    void oneSeedShowsTheServersAtTheEnd() {
        assertEquals(0, run("--seed", "3", "--profile", "calm", "--time", "5s", "--hash"));
        String text = output.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("n1 (start 2): n1 "), text);
        assertTrue(lastLine().startsWith("seed 3, profile calm: "), lastLine());
    }

    @Test
    void aTraceTellsWhatHappens() {
        assertEquals(0, run("--seed", "3", "--profile", "calm", "--time", "2s", "--trace"));
        String text = output.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("LEADER term 1"), "a leader is elected");
        assertTrue(text.contains("pre-vote? t1 last 0@0"), "messages are shown");
    }

    @Test
    void aDiagramIsWrittenWhereItIsAskedFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.html");
        assertEquals(0, run("--seed", "3", "--profile", "calm", "--time", "2s", "--html", file.toString()));
        assertTrue(output.toString(StandardCharsets.UTF_8).contains("diagram: " + file), "the output says where it is");
        assertTrue(Files.readString(file).contains("bin/sim --seed 3 --profile calm --time 2s"));
    }

    @Test
    void wrongUsageIsExplained() {
        assertEquals(2, run("--seeds", "0"));
        assertTrue(output.toString(StandardCharsets.UTF_8).startsWith("--seeds 0: expected 1 to "));
        assertEquals(2, run("--seeds", "5", "--profile", "storm"));
        assertEquals(2, run("--frobnicate"));
    }
}
