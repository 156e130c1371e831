package io.balsa.raft.testkit.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Counts how often each {@link Mark} was hit. Confined to one thread. */
final class Marks {
    private final long[] counts = new long[Mark.values().length];

    void hit(Mark mark) {
        counts[mark.ordinal()]++;
    }

    void add(List<Long> others) {
        Arrays.setAll(counts, i -> counts[i] + others.get(i));
    }

    List<Long> counts() {
        return Arrays.stream(counts).boxed().toList();
    }

    long count(Mark mark) {
        return counts[mark.ordinal()];
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (Mark mark : Mark.values()) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%12s %s%n",
                    count(mark) == 0 ? "never" : count(mark),
                    mark.name().toLowerCase(Locale.ROOT)));
        }
        return lines.toString();
    }
}
