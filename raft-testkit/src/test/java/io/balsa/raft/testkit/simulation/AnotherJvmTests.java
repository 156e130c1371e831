package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Shows that a run does not depend on the JVM that it runs in: not on identity hash codes, nor on the order in which sets are iterated. */
class AnotherJvmTests {
    private static final List<String> ARGUMENTS =
            List.of("--seeds", "6", "--from", "500", "--profile", "swarm", "--time", "10s", "--hash");

    @Test
    void anotherJvmSeesTheSameRuns() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath(),
                SimulationMain.class.getName()));
        command.addAll(ARGUMENTS);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other JVM ends");

        ByteArrayOutputStream here = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(here, true, StandardCharsets.UTF_8)) {
            SimulationMain.run(ARGUMENTS, out, out);
        }
        List<String> hashes = hashes(here.toString(StandardCharsets.UTF_8));
        assertEquals(6, hashes.size(), hashes.toString());
        assertEquals(hashes, hashes(there));
    }

    private static List<String> hashes(String output) {
        return output.lines().filter(line -> line.matches("\\d+ [0-9a-f]{16}")).toList();
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                List.of(
                        placeOf(SimulationMain.class),
                        placeOf(io.balsa.raft.RaftNode.class),
                        placeOf(io.balsa.raft.storage.FileStorage.class),
                        placeOf(Logger.class)));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
