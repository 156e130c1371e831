package io.balsa.raft.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks for fewer faults that break the same invariant: leaves out halves, then quarters, down to single ones. */
final class Shrinking {
    private static final int MAX_RUNS = 300;

    private final SimulationResult found;
    private final String invariant;
    private final Duration time;
    private int runs;

    Shrinking(SimulationResult found, Duration time) {
        this.found = found;
        this.invariant = name(found.violation().orElseThrow());
        this.time = time;
    }

    private static String name(String violation) {
        return violation.substring(0, violation.indexOf(','));
    }

    FaultPlan shrink(FaultPlan plan) {
        List<Fault> left = plan.faults();
        if (breaks(List.of())) {
            return FaultPlan.NONE;
        }
        for (int part = Math.max(1, left.size() / 2);
                part >= 1 && runs < MAX_RUNS;
                part = part == 1 ? 0 : (part + 1) / 2) {
            for (int at = 0; at < left.size() && runs < MAX_RUNS; ) {
                List<Fault> fewer = new ArrayList<>(left.subList(0, at));
                fewer.addAll(left.subList(Math.min(left.size(), at + part), left.size()));
                if (breaks(fewer)) {
                    left = fewer;
                } else {
                    at += part;
                }
            }
        }
        return new FaultPlan(left);
    }

    private boolean breaks(List<Fault> faults) {
        runs++;
        return Simulation.run(found.profile(), found.seed(), time, new FaultPlan(faults))
                .violation()
                .filter(violation -> name(violation).equals(invariant))
                .isPresent();
    }
}
