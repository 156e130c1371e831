package io.balsa.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InflightsTests {
    /** The byte count equals the sum over what is in flight after every step (bugs-of-others R12: a leak there stops the flow for good). */
    @Test
    void countsLikeAQueue() {
        SplittableRandom random = new SplittableRandom(3);
        Inflights window = new Inflights(5, 1_000);
        ArrayDeque<long[]> expected = new ArrayDeque<>();
        long last = 0;
        for (int step = 0; step < 50_000; step++) {
            if (window.hasRoom() && random.nextBoolean()) {
                last += 1 + random.nextInt(3);
                long size = random.nextInt(400);
                window.add(last, size);
                expected.add(new long[] {last, size});
            } else if (random.nextInt(50) == 0) {
                window.clear();
                expected.clear();
            } else {
                long match = last - random.nextInt(6);
                window.freeUpTo(match);
                expected.removeIf(request -> request[0] <= match);
            }
            long bytes = expected.stream().mapToLong(request -> request[1]).sum();
            assertEquals(expected.size(), window.count());
            assertEquals(bytes, window.bytes());
            assertEquals(expected.size() < 5 && bytes < 1_000, window.hasRoom());
        }
    }
}
