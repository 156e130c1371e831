package io.balsa.raft.testkit.scenario;

import static io.balsa.raft.testkit.scenario.Scripts.contains;
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

class ScenarioMainTests {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aFolderIsRunFileByFileAndCounted() throws IOException {
        write("b/two.scenario", "expect n1 role=leader");
        write("one.scenario", "elect n1");
        write("notes.txt", "not a scenario");
        assertEquals(1, run(folder.toString()));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).startsWith("FAIL " + folder.resolve("b/two.scenario")), lines.get(0));
        assertEquals("pass " + folder.resolve("one.scenario") + ": test", lines.get(lines.size() - 2));
        assertEquals("1 passed, 1 failed", lines.get(lines.size() - 1));
    }

    @Test
    void allPassedIsStatusZero() throws IOException {
        Path file = write("one.scenario", "elect n1");
        assertEquals(0, run(file.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("\n1 passed, 0 failed\n"));
    }

    @Test
    void aFileThatCannotBeUnderstoodFails() throws IOException {
        Path file = write("one.scenario", "frobnicate");
        assertEquals(1, run(file.toString()));
        contains(out.toString(StandardCharsets.UTF_8), file + ":3: unknown verb 'frobnicate'");
        contains(out.toString(StandardCharsets.UTF_8), "\n0 passed, 1 failed\n");
    }

    @Test
    void theTraceShowsWhatHappened() throws IOException {
        Path file = write("one.scenario", "elect n1");
        assertEquals(0, run("--trace", file.toString()));
        contains(out.toString(StandardCharsets.UTF_8), "n1 is LEADER in term 1");
    }

    @Test
    void wrongUsageIsStatusTwo() throws IOException {
        assertEquals(2, run());
        contains(err.toString(StandardCharsets.UTF_8), "usage: scenario");
        assertEquals(2, run("--fast", "x"));
        assertEquals(2, run(folder.resolve("missing.scenario").toString()));
        contains(err.toString(StandardCharsets.UTF_8), "missing.scenario: no such file");
        assertEquals(2, run(folder.toString()));
        contains(err.toString(StandardCharsets.UTF_8), "no file named *.scenario");
    }

    private Path write(String name, String line) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "scenario test\nnodes n1\n" + line + "\n");
    }

    private int run(String... arguments) {
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ScenarioMain(outStream, errStream).run(List.of(arguments));
    }
}
