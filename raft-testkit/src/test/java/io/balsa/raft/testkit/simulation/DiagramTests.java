package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.Recording;
import io.balsa.raft.testkit.simulation.report.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run that ends with a violation. */
class DiagramTests {
    private static final Profile PROFILE = Profile.PARTITIONS;
    private static final Duration SAFETY = Duration.ofSeconds(20);
    private static final long SEED = 3;
    private static final long VIOLATED_AT_NANOS = 15_000_000_000L;
    private static final int MAX_BYTES = 10 << 20;

    private static SimulationResult result;
    private static String html;
    private static Map<?, ?> data;

    @BeforeAll
    static void drawAViolation(@TempDir Path folder) throws IOException {
        Recording recording = new Recording();
        World world = new World(SEED, PROFILE.settings(SEED), Trace.to(recording::add));
        world.timeline().at(VIOLATED_AT_NANOS, () -> {
            throw new InvariantBroken("I1, one leader a term", "n1 and n2, says this test");
        });
        result = Simulation.run(PROFILE, SEED, SAFETY, PROFILE.plan(SEED, SAFETY.toNanos()), world);
        Path file = folder.resolve("below").resolve("page.html");
        assertEquals(file.toString(), new Diagram(PROFILE, result.seed(), SAFETY).write(file, result, recording));
        html = Files.readString(file);
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        data = (Map<?, ?>) StrictJson.parse(html.substring(from, html.indexOf("</script>", from)));
    }

    @Test
    void itSaysWhatIsBrokenAndHowToRepeatIt() {
        String broken = result.violation().orElseThrow();
        assertEquals(broken, data.get("violation"));
        assertEquals("bin/sim --seed " + result.seed() + " --profile partitions --time 20s", data.get("command"));
        assertEquals(List.of("v", broken), rows("v").get(0));
        List<?> events = (List<?>) data.get("events");
        assertEquals("v", ((List<?>) events.get(events.size() - 1)).get(1), "the violation is the last event");
    }

    @Test
    void allServersAreInIt() {
        List<String> names =
                result.servers().stream().map(state -> state.substring(0, 2)).toList();
        assertEquals(names, data.get("servers"));
        assertEquals(result.servers(), data.get("states"));
        TreeSet<Object> senders = new TreeSet<>();
        rows("s").forEach(row -> senders.add(row.get(2)));
        assertEquals(new TreeSet<>(names), senders);
    }

    @Test
    void whatArrivesWasSentBefore() {
        TreeSet<Long> sent = new TreeSet<>();
        int arrived = 0;
        for (Object event : (List<?>) data.get("events")) {
            List<?> row = (List<?>) event;
            assertTrue((Long) row.get(0) >= 0, "time stands or goes on");
            if (row.get(1).equals("s")) {
                sent.add((Long) row.get(2));
            } else if (row.get(1).equals("a") && !sent.isEmpty() && (Long) row.get(2) > sent.first()) {
                arrived++;
                assertTrue(sent.contains((Long) row.get(2)), "message " + row.get(2));
            }
        }
        assertTrue(arrived > 100, arrived + " messages arrived");
    }

    @Test
    void faultsAreAsThePlanHasThem() {
        List<String> planned = result.plan().faults().stream()
                .filter(fault -> fault.atNanos() < result.simulatedNanos() && fault.kind() != FaultKind.RESET)
                .map(Fault::toString)
                .sorted()
                .toList();
        List<String> drawn = rows("f").stream()
                .filter(row -> !row.get(2).equals("RESET"))
                .map(row -> (String) row.get(3))
                .sorted()
                .toList();
        assertEquals(planned, drawn);
        assertFalse(drawn.isEmpty());
    }

    @Test
    void itAsksForNothingElse() {
        String page = html.replaceFirst("(?s)<script type=\"application/json\".*?</script>", "");
        assertFalse(page.contains("http:") || page.contains("https:") || page.contains("//cdn"), "an address");
        assertFalse(page.matches("(?s).*(src=|href=|@import|url\\(|fetch\\(|XMLHttpRequest).*"), "a reference");
        assertTrue(page.contains("default-src 'none'"), "nor would a browser let it");
        assertTrue(html.length() < MAX_BYTES, html.length() + " bytes");
    }

    @Test
    void watchingARunDoesNotChangeIt() {
        SimulationResult watched = Simulation.run(
                Profile.SWARM,
                9,
                Duration.ofSeconds(5),
                Profile.SWARM.plan(9, 5_000_000_000L),
                Trace.to(new Recording()::add));
        assertEquals(Simulation.run(Profile.SWARM, 9, Duration.ofSeconds(5)).hash(), watched.hash());
    }

    /** {@return the events of a kind, without their times} */
    private static List<List<?>> rows(String kind) {
        List<List<?>> rows = new ArrayList<>();
        for (Object event : (List<?>) data.get("events")) {
            List<?> row = (List<?>) event;
            if (row.get(1).equals(kind)) {
                rows.add(row.subList(1, row.size()));
            }
        }
        return rows;
    }
}
