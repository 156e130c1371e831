package io.balsa.raft.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The faults of a run, drawn before it begins, so that a failure can be repeated with fewer of them.
 *
 * @param faults in the order of time
 */
public record FaultPlan(List<Fault> faults) {
    /** No faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private static final int MAX_FAULTS = 400;
    private static final double SECOND = 1e9;

    /** Keeps the list from being changed. */
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** Draws a plan: of the kinds allowed each is on with probability one half, at a rate of its own. */
    static FaultPlan draw(Chance chance, Set<FaultKind> allowed, double probability, long untilNanos) {
        List<Fault> faults = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            boolean on = chance.happens(probability);
            double meanGapNanos = SECOND / chance.logUniform(0.02, 1);
            double longestNanos = chance.logUniform(0.1, 20) * SECOND;
            if (!on || !allowed.contains(kind)) {
                continue;
            }
            long at = chance.exponential(meanGapNanos);
            while (at < untilNanos && faults.size() < MAX_FAULTS) {
                long duration = (long) chance.logUniform(1e6, longestNanos);
                faults.add(new Fault(kind, at, duration, chance.nextLong()));
                at += 1 + chance.exponential(meanGapNanos);
            }
        }
        faults.sort(Comparator.comparingLong(Fault::atNanos));
        return new FaultPlan(faults);
    }

    /**
     * Reads what {@link #toString} writes: a fault a line; empty lines and those that begin with {@code #} are skipped.
     *
     * @param text the lines
     * @return the plan
     */
    public static FaultPlan parse(String text) {
        return new FaultPlan(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Fault::parse)
                .toList());
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
}
