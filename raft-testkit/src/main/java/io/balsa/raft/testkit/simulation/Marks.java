package io.balsa.raft.testkit.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how often each {@link Mark} was hit. Confined to one thread. */
final class Marks {
    /** One cell a mark: counting is frequent and should allocate nothing. */
    private final EnumMap<Mark, long[]> counts = new EnumMap<>(Mark.class);

    Marks() {
        for (Mark mark : Mark.values()) {
            counts.put(mark, new long[1]);
        }
    }

    void hit(Mark mark) {
        counts.get(mark)[0]++;
    }

    private long count(Mark mark) {
        return counts.get(mark)[0];
    }

    void hitIf(boolean condition, Mark mark) {
        if (condition) {
            hit(mark);
        }
    }

    void add(Map<Mark, Long> others) {
        others.forEach((mark, count) -> counts.get(mark)[0] += count);
    }

    /** {@return the marks that were hit, and how often} */
    Map<Mark, Long> counts() {
        EnumMap<Mark, Long> hit = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            if (count(mark) > 0) {
                hit.put(mark, count(mark));
            }
        }
        return Collections.unmodifiableMap(hit);
    }

    /** {@return the marks that must be hit in many runs, and were not} */
    List<Mark> missed() {
        return Arrays.stream(Mark.values())
                .filter(mark -> mark.isMust() && count(mark) == 0)
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (Mark mark : Mark.values()) {
            long count = count(mark);
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
