package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A fixed set of runs gets into the situations that it is to be tested in. */
class CoverageTests {
    private static final Duration SAFETY = Duration.ofSeconds(10);
    private static final int SEEDS = 60;
    private static final Duration DISK_SAFETY = Duration.ofSeconds(20);
    private static final int DISKS = 20;

    @Test
    void theSwarmGetsIntoAllSituationsThatItMust() {
        Marks marks = new Marks();
        LongStream.rangeClosed(1, SEEDS)
                .forEach(seed ->
                        marks.add(Simulation.run(Profile.SWARM, seed, SAFETY).marks()));
        assertEquals(List.of(), marks.missed(), marks::toString);
    }

    /** The seeds are some that do; others need longer. */
    @Test
    void damagedDisksAreRefusedAndWhatTheyHoldIsNotServed() {
        Marks marks = new Marks();
        for (Profile profile : List.of(Profile.DISK_ROT, Profile.DISK_LIES)) {
            LongStream.rangeClosed(1, DISKS)
                    .forEach(seed ->
                            marks.add(Simulation.run(profile, seed, DISK_SAFETY).marks()));
        }
        Set<Mark> expected = EnumSet.of(
                Mark.DISK_ROTTEN,
                Mark.WRITE_LOST,
                Mark.WRITE_ASTRAY,
                Mark.READ_ASTRAY,
                Mark.ROT_REFUSED,
                Mark.ROT_READ);
        expected.removeAll(marks.counts().keySet());
        assertEquals(Set.of(), expected, marks::toString);
    }

    @Test
    void aCalmRunMissesMostOfThem() {
        Marks marks = new Marks();
        marks.add(Simulation.run(Profile.CALM, 1, Duration.ofSeconds(5)).marks());
        assertTrue(marks.counts().containsKey(Mark.LEADER_ELECTED));
        assertTrue(marks.missed().size() > 30, marks.missed().toString());
    }

    @Test
    void whatWasNeverHitIsListedToo() {
        Marks marks = new Marks();
        marks.add(Map.of(Mark.LOG_CUT, 3L));
        List<String> lines = marks.toString().lines().toList();
        assertEquals(Mark.values().length, lines.size());
        assertTrue(lines.contains("           3 log_cut                        a log was cut"), () -> marks.toString());
        assertTrue(lines.get(0).startsWith("       never leader_elected "), lines.get(0));
    }
}
