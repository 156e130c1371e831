package io.balsa.raft.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README promises that it shows the whole counter, and that it is short. */
final class ReadmeTests {
    private static final int MAX_LINES = 60;
    private static final Path COUNTER = Path.of("src/main/java/io/balsa/raft/examples/counter/CounterExample.java");

    @Test
    void readmeShowsTheCounterAsItIs() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertTrue(
                readme.contains("```java\n" + Files.readString(COUNTER) + "```"), "README.md differs from " + COUNTER);
    }

    @Test
    void counterFitsOnAScreen() throws IOException {
        int lines = Files.readAllLines(COUNTER).size();
        assertTrue(lines <= MAX_LINES, COUNTER + " has " + lines + " lines, expected at most " + MAX_LINES);
    }
}
