package io.balsa.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.spi.RestoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Term runs against a plain list of terms. */
class LogMetadataTests {
    private final SplittableRandom random = new SplittableRandom(7);

    private List<Long> randomTerms(int length, long firstTerm) {
        List<Long> terms = new ArrayList<>();
        long term = firstTerm;
        for (int i = 0; i < length; i++) {
            term += random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            terms.add(term);
        }
        return terms;
    }

    private static long[] array(List<Long> terms) {
        return terms.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void answersLikeAListOfTerms() {
        for (int round = 0; round < 2_000; round++) {
            List<Long> terms = randomTerms(random.nextInt(12), 1);
            LogMetadata log = new LogMetadata(RestoredState.EMPTY);
            log.append(TestEntries.of(1, array(terms)));
            for (int step = 0; step < 6; step++) {
                if (random.nextBoolean() && !terms.isEmpty()) {
                    int keep = random.nextInt(terms.size());
                    terms.subList(keep, terms.size()).clear();
                    log.truncateFrom(keep + 1);
                } else {
                    List<Long> more =
                            randomTerms(1 + random.nextInt(5), terms.isEmpty() ? 1 : terms.get(terms.size() - 1));
                    log.append(TestEntries.of(terms.size() + 1, array(more)));
                    terms.addAll(more);
                }
                compare(terms, log);
                compare(terms, log.copy());
            }
        }
    }

    private void compare(List<Long> terms, LogMetadata log) {
        assertEquals(terms.size(), log.lastIndex());
        assertEquals(terms.isEmpty() ? 0 : terms.get(terms.size() - 1), log.lastTerm());
        for (int i = 1; i <= terms.size(); i++) {
            assertEquals(terms.get(i - 1), log.termAt(i));
        }
        for (int index = 0; index <= terms.size() + 1; index++) {
            for (long term = 0; term < 8; term++) {
                int expected = Math.min(index, terms.size());
                while (expected > 0 && terms.get(expected - 1) > term) {
                    expected--;
                }
                assertEquals(expected, log.lastIndexWithTermAtMost(index, term));
            }
        }
        int from = random.nextInt(terms.size() + 1);
        List<Long> theirs = randomTerms(random.nextInt(6), from == 0 ? 1 : terms.get(from - 1));
        int difference = 0;
        while (difference < theirs.size()
                && from + difference < terms.size()
                && terms.get(from + difference).equals(theirs.get(difference))) {
            difference++;
        }
        assertEquals(from + difference + 1, log.firstDifference(TestEntries.of(from + 1, array(theirs))));
    }

    @Test
    void refusesWhatDoesNotFit() {
        LogMetadata log = new LogMetadata(RestoredState.EMPTY);
        log.append(TestEntries.of(1, 1, 3));
        assertThrows(InvariantViolation.class, () -> log.append(TestEntries.of(4, 3)));
        assertThrows(InvariantViolation.class, () -> log.append(TestEntries.of(3, 2)));
        assertThrows(InvariantViolation.class, () -> log.truncateFrom(0));
        assertThrows(InvariantViolation.class, () -> log.truncateFrom(3));
        assertThrows(InvariantViolation.class, () -> log.termAt(3));
    }
}
