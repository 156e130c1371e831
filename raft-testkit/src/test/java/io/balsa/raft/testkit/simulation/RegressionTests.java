package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every plan of faults that once found a bug: the files in {@code regressions}, each with the words that name its world and what it found. */
class RegressionTests {
    private static final Pattern WORLD = Pattern.compile("# --seed (-?\\d+) --profile ([a-z-]+) --time (\\d+)s");

    private static List<Path> plans() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(
                Path.of(RegressionTests.class.getResource("/regressions").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".plan"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsFoundAnyMore() throws IOException, URISyntaxException {
        return plans().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> nothingIsFound(Files.readString(file))));
    }

    private static void nothingIsFound(String text) {
        Matcher world = WORLD.matcher(text);
        assertTrue(world.lookingAt(), "the first line says '# --seed S --profile P --time Ts'");
        SimulationResult result = Simulation.run(
                Profile.named(world.group(2)),
                Long.parseLong(world.group(1)),
                Duration.ofSeconds(Long.parseLong(world.group(3))),
                FaultPlan.parse(text));
        assertEquals(Optional.empty(), result.violation());
    }

    @Test
    void thePlansAreThere() throws IOException, URISyntaxException {
        assertTrue(!plans().isEmpty(), "no plans found");
    }
}
