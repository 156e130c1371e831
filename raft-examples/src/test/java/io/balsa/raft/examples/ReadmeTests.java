package io.balsa.raft.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README and the guide to testing promise that they show whole programs, and that these are short. */
final class ReadmeTests {
    private static final int MAX_LINES = 60;
    private static final int MAX_TEST_LINES = 30;
    private static final Path COUNTER = Path.of("src/main/java/io/balsa/raft/examples/counter/CounterExample.java");

    @Test
    void readmeShowsTheCounterAsItIs() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertTrue(
                readme.contains("```java\n" + Files.readString(COUNTER) + "```"), "README.md differs from " + COUNTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CounterClusterTests", "CounterContractTests"})
    void theGuideShowsTheTestsOfTheCounterAsTheyAre(String name) throws IOException {
        Path test = Path.of("src/test/java/io/balsa/raft/examples/counter", name + ".java");
        String guide = Files.readString(Path.of("..", "docs", "testing-your-state-machine.md"));
        assertTrue(guide.contains("```java\n" + Files.readString(test) + "```"), "the guide differs from " + test);
        int lines = Files.readAllLines(test).size();
        assertTrue(lines < MAX_TEST_LINES, test + " has " + lines + " lines, expected less than " + MAX_TEST_LINES);
    }

    @Test
    void counterFitsOnAScreen() throws IOException {
        int lines = Files.readAllLines(COUNTER).size();
        assertTrue(lines <= MAX_LINES, COUNTER + " has " + lines + " lines, expected at most " + MAX_LINES);
    }
}
