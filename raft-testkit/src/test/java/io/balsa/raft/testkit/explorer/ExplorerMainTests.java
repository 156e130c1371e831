package io.balsa.raft.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.testkit.scenario.ScenarioRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorerMainTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new ExplorerMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    @Test
    void aConfigurationIsExhausted() {
        assertEquals(0, run("--config", "exhausted-small"));
        assertTrue(out.toString(StandardCharsets.UTF_8)
                .startsWith("exhausted: 13403 distinct states, 45307 transitions, depth 25"));
    }

    @Test
    void whatIsFoundBecomesAFile(@TempDir Path folder) throws IOException {
        Path start = folder.resolve("bad.scenario");
        Files.writeString(start, """
                scenario n1 takes for committed what it alone has
                config prevote=off checkquorum=off
                explore terms=2 timeouts=1
                nodes n1 n2 n3
                log n1 = 1
                state n1 commit=1
                """);
        assertEquals(1, run("--config", start.toString(), "--out", folder.toString()));
        String said = out.toString(StandardCharsets.UTF_8);
        Path found = folder.resolve("explorer-bad.scenario");
        assertTrue(said.contains("bin/scenario " + found), said);
        assertTrue(!ScenarioRunner.run(found).passed(), said);
    }

    @Test
    void wrongUsageIsSaid() {
        assertEquals(2, run());
        assertEquals(2, run("--config", "no-such-start"));
        assertEquals(2, run("--walks"));
        assertEquals(0, run("--help"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no start 'no-such-start'"));
    }
}
