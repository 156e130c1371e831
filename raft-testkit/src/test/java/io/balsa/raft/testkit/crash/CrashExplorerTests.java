package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.FileStorage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file storage under every crash, as many as there is time for: {@code -Dbalsa.crash.images=100000} tries more. */
final class CrashExplorerTests {
    private static final long IMAGES = Long.getLong("balsa.crash.images", 40_000);
    private static final StorageMaker FILES = disk -> FileStorage.on(disk, CrashExplorerMain.TINY);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new CrashExplorerMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    @Test
    void fileStorageSurvivesEveryCrash() {
        CrashReport report = new CrashExplorer(FILES).explore(IMAGES, 0);
        assertEquals(List.of(), report.findings());
        assertEquals(IMAGES, report.images());
        assertTrue(report.scripts() > CrashScripts.all().size(), report.scripts() + " scripts");
    }

    @Test
    void sameExplorationComesToTheSame() {
        CrashReport first = new CrashExplorer(FILES).explore(CrashScripts.random(6), 200);
        CrashReport second = new CrashExplorer(FILES).explore(CrashScripts.random(6), 200);
        assertTrue(first.images() > 50);
        assertEquals(first.images(), second.images());
        assertEquals(first.equalImages(), second.equalImages());
    }

    @Test
    void findingCanBeRepeated() throws StorageException {
        StorageMaker unforced = disk -> FileStorage.on(new UnforcedDisk(disk), CrashExplorerMain.TINY);
        CrashFinding first =
                new CrashExplorer(unforced).explore(200, 0).findings().get(0);
        assertEquals(
                List.of(first),
                new CrashExplorer(unforced)
                        .replay(first.replay()).stream().filter(first::equals).toList());
    }

    @Test
    void survivorsCanBeReadBack() {
        for (String text : List.of("none", "0", "0,2,3~117", "none+lengths", "1,4+lengths")) {
            assertEquals(text, SurvivorChoice.parse(text).toString());
        }
    }

    @Test
    void scriptsThatMakeNoSenseAreRefused() {
        for (String text : List.of("", "jump", "append 1", "idle 3", "append 1 2; cut x")) {
            assertThrows(IllegalArgumentException.class, () -> new CrashScript("bad", 4096, text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> CrashScripts.named("nonesuch/4096"));
    }

    @Test
    void commandLineEndsWithOneLineOfResult() {
        assertEquals(0, run("--images", "600", "--seed", "3"));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        String last = lines.get(lines.size() - 1);
        assertTrue(last.matches("600 images, 0 findings in [0-9.]+ s"), last);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("500 of 600 images"));
    }

    @Test
    void commandLineRepeatsOneCrash() {
        assertEquals(0, run("--replay", "rolls/4096 9 0,1"));
        assertEquals("nothing is wrong after this crash\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void commandLineRefusesWhatMakesNoSense() {
        assertEquals(2, run("--images", "many"));
        assertEquals(2, run("--images"));
        assertEquals(2, run("--faster", "1"));
        assertEquals(2, run("--replay", "rolls"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("usage: crash-explorer"));
    }
}
