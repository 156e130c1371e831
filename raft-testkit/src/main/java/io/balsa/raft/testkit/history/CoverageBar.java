package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.List;

/**
 * How much must have happened for a pass to mean something. Histories that hardly anything could spoil are common when faults stop most of the traffic.
 *
 * @param minOk how many calls of each key must have been answered
 * @param minConcurrentPairs how many pairs of them must have been under way at the same time
 * @param minOrderedPairs how many pairs of them must not
 * @param minDistinctAnswers how many different answers there must be at each key
 */
public record CoverageBar(int minOk, long minConcurrentPairs, long minOrderedPairs, int minDistinctAnswers) {
    /** What some seconds of a few clients on one key easily reach. */
    public static final CoverageBar DEFAULT = new CoverageBar(20, 20, 20, 3);

    /** Checks that each is 0 or more. */
    public CoverageBar {
        if (Math.min(Math.min(minOk, minDistinctAnswers), Math.min(minConcurrentPairs, minOrderedPairs)) < 0) {
            throw new IllegalArgumentException("minOk " + minOk + ", minConcurrentPairs " + minConcurrentPairs
                    + ", minOrderedPairs " + minOrderedPairs + ", minDistinctAnswers " + minDistinctAnswers
                    + ": expected at least 0 each");
        }
    }

    /**
     * Judges how much happened, not whether it is right.
     *
     * @param history what the clients saw
     * @return {@link Verdict#UNKNOWN} with what is missing at which keys, or that there is no key at all
     */
    public Judgement judge(History<?, ?> history) {
        List<Coverage> keys = Coverage.of(history);
        if (keys.isEmpty()) {
            return new Judgement(Verdict.UNKNOWN, List.of("too little happened: nothing at all"));
        }
        List<String> findings = new ArrayList<>();
        for (Coverage key : keys) {
            require(key, "acknowledged calls", key.ok(), minOk, findings);
            require(key, "concurrent pairs", key.concurrentPairs(), minConcurrentPairs, findings);
            require(key, "pairs one after the other", key.orderedPairs(), minOrderedPairs, findings);
            require(key, "different answers", key.distinctAnswers(), minDistinctAnswers, findings);
        }
        return Judgement.of(Verdict.UNKNOWN, findings);
    }

    private static void require(Coverage key, String what, long found, long expected, List<String> findings) {
        if (found < expected) {
            findings.add("too little happened at key " + key.key() + ": " + found + " " + what + ", expected at least "
                    + expected);
        }
    }
}
