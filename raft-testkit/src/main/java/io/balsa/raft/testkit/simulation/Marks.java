package io.balsa.raft.testkit.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts how often each {@link Mark} was hit. Confined to one thread. */
final class Marks {
    private final EnumMap<Mark, Long> counts = new EnumMap<>(Mark.class);

    void hit(Mark mark) {
        counts.merge(mark, 1L, Long::sum);
    }

    void add(Map<Mark, Long> others) {
        others.forEach((mark, count) -> counts.merge(mark, count, Long::sum));
    }

    Map<Mark, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (Mark mark : Mark.values()) {
            Long count = counts.get(mark);
            lines.append(String.format(
                    Locale.ROOT,
                    "%12s %s%n",
                    count == null ? "never" : count,
                    mark.name().toLowerCase(Locale.ROOT)));
        }
        return lines.toString();
    }
}
