package io.balsa.raft.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario of the test kit. */
class ScenarioFolderTests {
    @TestFactory
    Stream<DynamicTest> everyScenarioPasses() throws IOException {
        return scenarios().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> passes(file)));
    }

    private static void passes(Path file) throws IOException {
        ScenarioResult result = ScenarioRunner.run(file);
        assertTrue(result.passed(), result.report());
    }

    @Test
    void aScenarioRunsTheSameWayEachTime() throws IOException {
        for (Path file : scenarios()) {
            assertEquals(
                    ScenarioRunner.run(file).trace(), ScenarioRunner.run(file).trace(), file.toString());
        }
    }

    @Test
    void everyScenarioSaysWhatItShowsAndWhere() throws IOException {
        List<Path> files = scenarios();
        assertTrue(files.size() >= 40, files.size() + " scenarios");
        for (Path file : files) {
            String text = Files.readString(file);
            assertTrue(text.startsWith("# "), file + " begins with what it shows");
            assertTrue(text.contains("\n# Source: "), file + " names its source");
            assertTrue(text.contains("\n# Why: "), file + " says why it matters");
        }
    }

    private static List<Path> scenarios() throws IOException {
        URL folder = Objects.requireNonNull(ScenarioRunner.class.getResource("/scenarios"), "folder of scenarios");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(folder.toString(), e);
        }
    }
}
