package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundsTests {
    /** More than the rounds of one life, so that a copy of the core has to go on. */
    private static final int ROUNDS = 5000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void everyRoundOfALeaderCommitsWhatItProposed(int voters) {
        LeaderRounds rounds = new LeaderRounds(voters, 64);
        assertEquals(1 + 64, rounds.commitNext());
        assertEquals(1 + 2 * 64, rounds.commitNext());
        for (int i = 2; i < ROUNDS; i++) {
            rounds.commitNext();
        }
        rounds.verify();
    }

    @Test
    void everyRoundOfAFollowerAcknowledgesWhatItWasSent() {
        FollowerRounds rounds = new FollowerRounds(3, 64);
        assertEquals(1 + 64, rounds.appendNext());
        for (int i = 1; i < ROUNDS; i++) {
            rounds.appendNext();
        }
        rounds.verify();
    }
}
