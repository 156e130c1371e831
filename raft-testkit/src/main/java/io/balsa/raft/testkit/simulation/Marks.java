package io.balsa.raft.testkit.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how often each {@link Mark} was hit. Confined to one thread. */
final class Marks {
    private final long[] counts = new long[Mark.values().length];

    void hit(Mark mark) {
        counts[mark.ordinal()]++;
    }

    void hitIf(boolean condition, Mark mark) {
        if (condition) {
            hit(mark);
        }
    }

    void add(Map<Mark, Long> others) {
        others.forEach((mark, count) -> counts[mark.ordinal()] += count);
    }

    /** {@return the marks that were hit, and how often} */
    Map<Mark, Long> counts() {
        EnumMap<Mark, Long> hit = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            if (counts[mark.ordinal()] > 0) {
                hit.put(mark, counts[mark.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(hit);
    }

    /** {@return the marks that must be hit in many runs, and were not} */
    List<Mark> missed() {
        return Arrays.stream(Mark.values())
                .filter(mark -> mark.isMust() && counts[mark.ordinal()] == 0)
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (Mark mark : Mark.values()) {
            long count = counts[mark.ordinal()];
            lines.append(String.format(
                    Locale.ROOT,
                    "%12s %-30s %s%n",
                    count == 0 ? "never" : count,
                    mark.name().toLowerCase(Locale.ROOT),
                    mark.words()));
        }
        return lines.toString();
    }
}
