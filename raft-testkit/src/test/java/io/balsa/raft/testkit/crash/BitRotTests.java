package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.CorruptLogException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import io.balsa.raft.testkit.disk.Survivors;
import io.balsa.raft.testkit.disk.WriteFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to bytes that were durable: what was acknowledged is found, or the log is refused; it is never forgotten in silence. */
final class BitRotTests {
    private static final StorageMaker FILES = disk -> FileStorage.on(disk, CrashExplorerMain.TINY);

    private static List<CrashPoint> play(String script) throws StorageException {
        return Session.play(FILES, CrashScripts.named(script));
    }

    private static CrashPoint last(List<CrashPoint> points) {
        return points.get(points.size() - 1);
    }

    private static List<CrashPoint> settled(String script) throws StorageException {
        return play(script).stream()
                .filter(point -> point.last().equals("settled"))
                .toList();
    }

    private static SimulatedDisk withAllThatWasWritten(SimulatedDisk disk) {
        SimulatedDisk image = disk.fork();
        image.powerCut(operation -> Survivors.WHOLE);
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"votes", "units", "cuts", "rolls", "cut-across-roll", "vote-in-roll", "reopen", "large"})
    void logThatWasClosedKeepsEverythingOrIsRefused(String script) throws IOException {
        CrashPoint end = last(play(script));
        DamageSweep sweep = new DamageSweep(FILES, 1);
        sweep.flipBits(end.disk().durableImage(), end.allowed());
        sweep.loseSectors(end.disk().durableImage(), end.allowed());
        // The seal that tells of the newest segment is not forced.
        sweep.deleteSegments(withAllThatWasWritten(end.disk()), end.allowed());
        assertEquals(List.of(), sweep.problems);
        // Either outcome has to occur, or the sweep proves nothing.
        assertTrue(sweep.refusals > 10 && sweep.intact > 20, sweep.refusals + " refused, " + sweep.intact + " intact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"votes", "units", "rolls", "vote-in-roll", "reopen"})
    void whatIsKeptTwiceSurvivesOneDamagedSector(String script) throws IOException {
        CrashPoint end = last(play(script));
        DamageSweep sweep = new DamageSweep(FILES, 5);
        sweep.loseOneCopy(end.disk().durableImage(), end.allowed());
        assertEquals(List.of(), sweep.problems);
        assertTrue(sweep.intact >= 4, sweep.intact + " sectors");
    }

    /** The one double fault of the format: the mark behind the last write is not forced yet, power is cut, and that write rots. */
    @ParameterizedTest
    @ValueSource(strings = {"append", "units", "cuts", "rolls", "vote-in-roll"})
    void atMostTheLastWriteIsTakenForATornEnd(String script) throws IOException {
        List<LogContents> history = new ArrayList<>();
        int forgiven = 0;
        List<LogContents> ofLastWrite = List.of();
        for (CrashPoint point : play(script)) {
            if (!point.last().equals("acknowledged")) {
                ofLastWrite = point.allowed();
                continue;
            }
            ofLastWrite.forEach(state -> history.add(0, state));
            history.add(0, point.allowed().get(0));
            SimulatedDisk image = point.disk().durableImage();
            DamageSweep sweep = new DamageSweep(FILES, 2);
            sweep.flipBits(image, history.subList(0, 1 + ofLastWrite.size()));
            // A sector that is lost as a whole may have held earlier writes, and all that told of them.
            sweep.loseSectors(image, history);
            assertEquals(List.of(), sweep.problems);
            forgiven += sweep.tornEnds;
        }
        assertTrue(forgiven > 0, "the double fault did not occur");
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "units", "cuts", "rolls", "vote-in-roll"})
    void markInTheCacheOfAKilledProcessFindsEvenThat(String script) throws IOException {
        for (CrashPoint point : settled(script)) {
            DamageSweep sweep = new DamageSweep(FILES, 3);
            sweep.flipBits(withAllThatWasWritten(point.disk()), point.allowed());
            assertEquals(List.of(), sweep.problems);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteFault.class,
            names = {"LOST", "MISDIRECTED"})
    void writeThatNeverArrivedIsMissedOrMadeGood(WriteFault fault) throws IOException {
        int refused = 0;
        int harmless = 0;
        for (CrashScript script : CrashScripts.all()) {
            if (script.text().contains("keeps") || script.text().contains("reverts")) {
                continue;
            }
            for (int hit = 0; ; hit++) {
                int number = hit;
                int[] writes = {0};
                DiskFaults faults = new DiskFaults() {
                    @Override
                    public WriteFault onWrite(String name, long offset, int bytes) {
                        return writes[0]++ == number ? fault : WriteFault.NONE;
                    }
                };
                CrashPoint end = last(Session.play(FILES, script, faults));
                if (writes[0] <= number) {
                    break;
                }
                DamageSweep sweep = new DamageSweep(FILES, 4);
                sweep.check(end.disk().durableImage(), end.allowed(), script.name() + ", write " + hit + " " + fault);
                assertEquals(List.of(), sweep.problems);
                refused += sweep.refusals;
                harmless += sweep.intact;
            }
        }
        assertTrue(refused > 20 && harmless > 20, refused + " refused, " + harmless + " harmless");
    }

    @Test
    void damageThatComesLaterIsFoundByTheReadThatMeetsIt() throws IOException {
        SimulatedDisk disk = last(play("rolls")).disk().durableImage();
        int found = 0;
        for (String segment : disk.list("")) {
            if (!segment.startsWith("log-")) {
                continue;
            }
            SimulatedDisk image = disk.fork();
            try (LogStorage log = FILES.on(image).open(Session.CLUSTER, Session.NODE)) {
                LogContents.of(log);
                image.flipBit(segment, 18_000, 3);
                StorageException e = assertThrows(StorageException.class, () -> LogContents.of(log));
                assertTrue(e instanceof CorruptLogException && e.getMessage().contains(segment), e.toString());
                found++;
            }
        }
        assertTrue(found > 2);
    }

    @Test
    void logThatTrimsDamageAsIfItWereTornIsCaught() throws IOException {
        CrashPoint end = last(play("cuts"));
        DamageSweep sweep = new DamageSweep(TrimmingStorage::new, 1);
        sweep.flipBits(end.disk().durableImage(), end.allowed());
        assertNotEquals(List.of(), sweep.problems);
    }

    @Test
    void powerCutAloneIsNoDamage() throws IOException {
        for (PowerCut cut : PowerCut.values()) {
            SimulatedDisk disk = last(play("rolls")).disk();
            disk.powerCut(cut);
            try (LogStorage log = FILES.on(disk).open(Session.CLUSTER, Session.NODE)) {
                assertTrue(log.restored().lastIndex() > 0);
            }
        }
    }
}
