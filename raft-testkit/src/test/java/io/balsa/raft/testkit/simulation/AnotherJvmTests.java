package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Shows that a run does not depend on the JVM that it runs in: not on identity hash codes, nor on the order in which sets are iterated. */
class AnotherJvmTests {
    private static final String SEEDS = "3";

    /**
     * Runs some seeds of every profile and prints their hashes.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(System.out);
    }

    private static void run(PrintStream out) {
        for (String profile : Profile.titles()) {
            SimulationMain.run(
                    List.of("--seeds", SEEDS, "--from", "500", "--profile", profile, "--time", "5s", "--hash"),
                    out,
                    out);
        }
    }

    @Test
    void anotherJvmSeesTheSameRuns() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherJvmTests.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> here = hashes(printed.toString(StandardCharsets.UTF_8));
        List<String> there = hashes(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other JVM ends");
        assertEquals(Integer.parseInt(SEEDS) * Profile.values().length, here.size(), here.toString());
        assertEquals(here, there);
    }

    private static List<String> hashes(String output) {
        return output.lines().filter(line -> line.matches("\\d+ [0-9a-f]{16}")).toList();
    }
}
