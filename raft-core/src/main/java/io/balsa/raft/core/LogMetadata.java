package io.balsa.raft.core;

import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.TermRun;
import java.util.Arrays;
import java.util.List;

/**
 * What the core knows of its log: where it begins and ends, and the term of every entry. Terms never fall along a log, so
 * they are kept as runs, and every search is a binary one that needs no storage.
 */
final class LogMetadata {
    private final long baseIndex;
    private final long baseTerm;
    private long lastIndex;
    // Run i covers runFirst[i] up to the index before runFirst[i + 1]; runTerm rises strictly.
    private long[] runFirst;
    private long[] runTerm;
    private int runs;

    LogMetadata(RestoredState restored) {
        this(
                restored.baseIndex(),
                restored.baseTerm(),
                Math.max(8, restored.termRuns().size()));
        for (TermRun run : restored.termRuns()) {
            beginRun(run.firstIndex(), run.term());
        }
        this.lastIndex = restored.lastIndex();
    }

    private LogMetadata(long baseIndex, long baseTerm, int capacity) {
        this.baseIndex = baseIndex;
        this.baseTerm = baseTerm;
        this.lastIndex = baseIndex;
        this.runFirst = new long[capacity];
        this.runTerm = new long[capacity];
    }

    LogMetadata copy() {
        LogMetadata copy = new LogMetadata(baseIndex, baseTerm, 0);
        copy.lastIndex = lastIndex;
        copy.runs = runs;
        copy.runFirst = Arrays.copyOf(runFirst, Math.max(4, runs));
        copy.runTerm = Arrays.copyOf(runTerm, Math.max(4, runs));
        return copy;
    }

    /** {@return the index right before the first entry} */
    long baseIndex() {
        return baseIndex;
    }

    long lastIndex() {
        return lastIndex;
    }

    long lastTerm() {
        return runs == 0 ? baseTerm : runTerm[runs - 1];
    }

    /** The term at an index from {@code baseIndex()} to {@code lastIndex()}. */
    long termAt(long index) {
        if (index < baseIndex || index > lastIndex) {
            throw new InvariantViolation(
                    "term asked for index " + index + ": the log holds " + baseIndex + " to " + lastIndex);
        }
        int run = runOf(index);
        return run < 0 ? baseTerm : runTerm[run];
    }

    /** {@return whether the log has this very entry, or is compacted up to it} */
    boolean has(long index, long term) {
        return index >= baseIndex && index <= lastIndex && termAt(index) == term;
    }

    /** Paper §5.4.1: whether a log that ends in this entry is at least as up to date as ours. */
    boolean isUpToDate(long otherLastIndex, long otherLastTerm) {
        return otherLastTerm != lastTerm() ? otherLastTerm > lastTerm() : otherLastIndex >= lastIndex;
    }

    /**
     * The largest index of ours that is at most {@code index} and has a term of at most {@code term}: no later one can match a log that
     * has {@code term} at {@code index} (paper §5.3, end; used on both sides of a refused request).
     */
    long lastIndexWithTermAtMost(long index, long term) {
        long candidate = Math.min(index, lastIndex);
        int run = runOf(candidate);
        if (run >= 0 && runTerm[run] > term) {
            int found = Arrays.binarySearch(runTerm, 0, run, term);
            int allowed = found >= 0 ? found : -found - 2;
            candidate = runFirst[allowed + 1] - 1;
        }
        return Math.max(candidate, baseIndex);
    }

    /**
     * The first index at which {@code entries} differ from the log, or go beyond it; {@code entries.lastIndex() + 1} if the log
     * has them all. The entry before the first must be in the log already.
     */
    long firstDifference(Entries entries) {
        List<TermRun> theirs = entries.termRuns();
        // The run of ours that covers the beginning of theirs. Searched for once: as long as the logs agree, our next
        // run
        // begins where theirs does.
        int own = theirs.isEmpty() ? runs : runOf(theirs.get(0).firstIndex());
        for (int i = 0; i < theirs.size(); i++) {
            TermRun run = theirs.get(i);
            if (run.firstIndex() > lastIndex || (own < 0 ? baseTerm : runTerm[own]) != run.term()) {
                return run.firstIndex();
            }
            // Both logs' terms never fall, so within a run of theirs ours agrees on a prefix, which ends where our own
            // run of that term ends.
            long end = i + 1 < theirs.size() ? theirs.get(i + 1).firstIndex() - 1 : entries.lastIndex();
            long agreed = endOfRun(own);
            if (agreed < end) {
                return agreed + 1;
            }
            if (agreed == end) {
                own++;
            }
        }
        return entries.lastIndex() + 1;
    }

    void append(Entries entries) {
        if (entries.firstIndex() != lastIndex + 1) {
            throw new InvariantViolation("append at " + entries.firstIndex() + ": the log ends at " + lastIndex);
        }
        List<TermRun> theirs = entries.termRuns();
        for (int i = 0; i < theirs.size(); i++) {
            TermRun run = theirs.get(i);
            if (run.term() < lastTerm()) {
                throw new InvariantViolation(
                        "append of term " + run.term() + " at " + run.firstIndex() + " behind term " + lastTerm());
            }
            if (runs == 0 || run.term() > lastTerm()) {
                beginRun(run.firstIndex(), run.term());
            }
        }
        lastIndex = entries.lastIndex();
    }

    /** Cuts off the entry at {@code index} and all behind it. */
    void truncateFrom(long index) {
        if (index <= baseIndex || index > lastIndex) {
            throw new InvariantViolation(
                    "truncation from " + index + ": the log holds " + (baseIndex + 1) + " to " + lastIndex);
        }
        while (runs > 0 && runFirst[runs - 1] >= index) {
            runs--;
        }
        lastIndex = index - 1;
    }

    private void beginRun(long firstIndex, long term) {
        if (runs == runFirst.length) {
            runFirst = Arrays.copyOf(runFirst, Math.max(8, 2 * runs));
            runTerm = Arrays.copyOf(runTerm, Math.max(8, 2 * runs));
        }
        runFirst[runs] = firstIndex;
        runTerm[runs++] = term;
    }

    /** The run that covers an index; -1 for the base. The last run first: nearly every question is about the end of the log. */
    private int runOf(long index) {
        if (runs > 0 && index >= runFirst[runs - 1]) {
            return runs - 1;
        }
        int found = Arrays.binarySearch(runFirst, 0, runs, index);
        return found >= 0 ? found : -found - 2;
    }

    private long endOfRun(int run) {
        return run + 1 < runs ? runFirst[run + 1] - 1 : lastIndex;
    }

    void hash(Fingerprint fingerprint) {
        fingerprint.add(baseIndex).add(baseTerm).add(lastIndex).add(runs);
        for (int i = 0; i < runs; i++) {
            fingerprint.add(runFirst[i]).add(runTerm[i]);
        }
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("log ").append(baseIndex + 1).append("..").append(lastIndex);
        text.append(", terms");
        int first = Math.max(0, runs - 8);
        text.append(first > 0 ? " …" : "");
        for (int i = first; i < runs; i++) {
            text.append(' ').append(runTerm[i]).append('@').append(runFirst[i]);
        }
        return text.toString();
    }
}
