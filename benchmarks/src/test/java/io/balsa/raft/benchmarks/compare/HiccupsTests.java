package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HiccupsTests {
    @Test
    void whatIsHardlyLateIsNoHiccup() {
        Hiccups hiccups = Hiccups.of(0, 199_999, 1_000_000, 1_200_000);
        assertEquals(200_000, hiccups.longestNanos());
        assertEquals(200_000, hiccups.nanosWithin(0, 10_000_000));
    }

    @Test
    void allThatIsWatchedIsWithinTheTimeOfTheWatch() throws Exception {
        long began = System.nanoTime();
        Hiccups hiccups = Hiccups.watched();
        TimeUnit.MILLISECONDS.sleep(20);
        hiccups.close();
        long ended = System.nanoTime();
        assertTrue(hiccups.longestNanos() <= ended - began);
        assertEquals(
                hiccups.nanosWithin(began, ended), hiccups.nanosWithin(began - 1_000_000_000, ended + 1_000_000_000));
    }
}
