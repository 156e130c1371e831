package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A fixed set of runs gets into the situations that it is to be tested in. */
class CoverageTests {
    private static final Duration SAFETY = Duration.ofSeconds(10);
    private static final int SEEDS = 60;

    @Test
    void theSwarmGetsIntoAllSituationsThatItMust() {
        Marks marks = new Marks();
        LongStream.rangeClosed(1, SEEDS)
                .forEach(seed ->
                        marks.add(Simulation.run(Profile.SWARM, seed, SAFETY).marks()));
        assertEquals(List.of(), marks.missed(), marks::toString);
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
