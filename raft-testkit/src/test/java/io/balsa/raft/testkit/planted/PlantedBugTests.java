package io.balsa.raft.testkit.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some of the planted bugs, those that are found soon, in the ordinary build; {@code bin/sim --planted} looks for all. */
final class PlantedBugTests {
    private static final SourceTree SOURCES = SourceTree.here();

    @ParameterizedTest
    @CsvSource({
        "M01, SCENARIOS, expected n1 role=candidate",
        "M05, SCENARIOS, expected n2 vote=none",
        "M07, EXPLORER, I6",
        "M10, EXPLORER, I6",
        "M37, CRASH, after recovery",
        "M38, CRASH, found",
        "N37, CRASH, found",
        "M03, SIMULATOR, I7",
        "N15, SIMULATOR, I11",
        "N38, SIMULATOR, I21",
        "N46, SIMULATOR, I1"
    })
    void bugIsFound(String id, Layer layer, String reason) throws IOException {
        PlantedBug bug =
                PlantedBugs.named(PlantedBugs.all(SOURCES), List.of(id)).get(0);
        Outcome outcome = Mutant.of(SOURCES, bug).run(layer, layer.budget(), new TreeSet<>());
        assertTrue(outcome.killed(), bug.title() + ": " + outcome.cell());
        assertTrue(outcome.reason().startsWith(reason), outcome.reason());
    }

    /** The sources change, and a bug that no longer fits would be found by nobody. */
    @Test
    void everyBugFitsTheSourcesAndCompiles() throws IOException {
        for (PlantedBug bug : PlantedBugs.all(SOURCES)) {
            if (bug.applies()) {
                Mutant.of(SOURCES, bug);
            }
        }
    }

    @Test
    void everyBugOfTheListIsThereOrSaysWhyNot() throws IOException {
        List<String> ids = PlantedBugs.all(SOURCES).stream()
                .map(PlantedBug::id)
                .filter(id -> id.startsWith("M"))
                .toList();
        assertEquals(IntStream.rangeClosed(1, 40).mapToObj("M%02d"::formatted).toList(), ids);
    }

    /** A mutant runs in classes of its own: the very same run of the product itself goes well. */
    @ParameterizedTest
    @CsvSource({"SCENARIOS, 1", "EXPLORER, 200", "CRASH, 500", "SIMULATOR, 5"})
    void productAsItIsPasses(Layer layer, int budget) {
        TreeSet<String> used = new TreeSet<>();
        assertEquals("", Mutant.none(SOURCES).run(layer, budget, used).found());
        assertTrue(used.contains(LayerRuns.class.getName()));
    }
}
