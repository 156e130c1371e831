package io.balsa.raft.benchmarks.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

final class PlotsTests {
    private static final String REGION = "<!-- made by bin/bench plots: %s -->\nold\n<!-- end -->\n";

    @TempDir
    private Path docs;

    private Path readme;
    private Plots plots;

    @BeforeEach
    void writeDocuments() throws IOException {
        readme = docs.resolve("README.md");
        plots = new Plots(docs, readme);
        Files.writeString(
                docs.resolve("performance.md"), "before\n" + String.format(REGION, "throughput") + "behind\n");
        Files.writeString(readme, String.format(REGION, "summary"));
    }

    /** With a library that lacks a window, one that lacks most figures, and a name that has to be escaped. */
    private void keepRuns() throws IOException {
        Path kept = docs.resolve("benchmarks");
        Samples.write(
                kept,
                "throughput.json",
                Samples.cluster(
                        "throughput",
                        Map.of(
                                "floor", List.of(Samples.round(1, 4000)),
                                "balsa", List.of(Samples.round(1, 3000)),
                                "ratis", List.of(Samples.round(64, 10)),
                                "a<b", List.of(Map.of("1", Map.of("OPS_PER_SECOND", 123.0))))));
        Samples.write(
                kept,
                "failover.json",
                Samples.cluster("failover", Map.of("balsa", List.of(Map.of("9", Map.of("FAILOVER_MILLIS", 230.0))))));
        Samples.write(
                kept,
                "core.json",
                Samples.micro("2026-11-28T00:00:00Z", "CoreBenchmark.commit1", Map.of("voters", "3"), 211.5));
        Samples.write(
                kept,
                "append.json",
                Samples.micro("2026-11-28T00:00:00Z", "AppendBenchmark.persist", Map.of("entries", "1"), 99));
    }

    private String image(String name) throws IOException {
        return Files.readString(docs.resolve("images").resolve(name));
    }

    @Test
    void withoutRunsThereIsNothingToShow() throws IOException {
        plots.update();
        assertEquals(
                "before\n" + String.format(REGION, "throughput").replace("old", "No run is kept yet.") + "behind\n",
                Files.readString(docs.resolve("performance.md")));
        assertFalse(Files.exists(docs.resolve("images")));
    }

    @Test
    void whatWasMadeIsUpToDateUntilARunIsAddedOrRemoved() throws IOException {
        assertFalse(plots.outOfDate().isEmpty());
        plots.update();
        assertEquals(List.of(), plots.outOfDate());
        keepRuns();
        assertTrue(plots.outOfDate().contains(docs.resolve("images/throughput.svg")));
        plots.update();
        assertEquals(List.of(), plots.outOfDate());
        Files.delete(docs.resolve("benchmarks/failover.json"));
        assertEquals(List.of(docs.resolve("images/failover.svg")), plots.outOfDate());
        plots.update();
        assertFalse(Files.exists(docs.resolve("images/failover.svg")));
    }

    @Test
    void drawingsAreTheSameInEveryLanguage() throws IOException {
        keepRuns();
        plots.update();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertEquals(List.of(), plots.outOfDate());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyDrawingIsWellFormedAndSaysWhatIsMissing() throws Exception {
        keepRuns();
        plots.update();
        for (String name :
                List.of("throughput.svg", "latency.svg", "cost.svg", "core.svg", "append.svg", "failover.svg")) {
            String svg = image(name);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), name);
            assertTrue(svg.contains("AMD EPYC"), name);
        }
        assertTrue(image("throughput.svg").contains(">0.75 · 3 k/s<"), image("throughput.svg"));
        assertTrue(image("throughput.svg").contains(">no figure<"));
        assertTrue(image("throughput.svg").contains(">a&lt;b<"));
        assertTrue(image("failover.svg").contains(">230 ms<"));
        assertTrue(image("core.svg").contains(">212 ns · 24 B<"));
    }

    @Test
    void aRegionThatNobodyFillsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MarkedRegions.fill(String.format(REGION, "unknown"), Map.of("known", "x\n")));
    }

    @Test
    void quantitiesHaveThreeDigitsAndAUnitThatFits() {
        assertEquals("0.67 µs", Quantity.micros(0.67));
        assertEquals("999 ns", Quantity.nanos(999));
        assertEquals("1.67 ms", Quantity.micros(1673));
        assertEquals("23 s", Quantity.seconds(23));
        assertEquals("1.49 M/s", Quantity.perSecond(1_489_347));
        assertEquals("< 1 B", Quantity.bytes(0.2));
        assertEquals("45,410 B", Quantity.bytes(45_410));
    }
}
