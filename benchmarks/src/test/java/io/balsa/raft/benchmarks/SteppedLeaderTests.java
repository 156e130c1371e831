package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SteppedLeaderTests {
    private static final int ELECTION = 1;

    @Test
    void commandsAreCompletedRoundByRound() throws IOException {
        try (SteppedLeader leader = new SteppedLeader()) {
            for (int round = 1; round <= 10; round++) {
                leader.propose(64);
                leader.acknowledge();
                leader.apply();
                assertEquals(ELECTION + 64 * round, leader.verify());
            }
        }
    }

    @Test
    void commandsWaitForTheirAcknowledgementHoweverManyThereAre() throws IOException {
        try (SteppedLeader leader = new SteppedLeader()) {
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i < 1024; i++) {
                    leader.propose(1);
                }
                leader.apply();
                assertThrows(IllegalStateException.class, leader::verify);
                for (int i = 0; i < 1024; i++) {
                    leader.acknowledge();
                    leader.apply();
                }
                assertEquals(ELECTION + 1024 * round, leader.verify());
            }
        }
    }
}
