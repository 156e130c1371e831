package io.balsa.raft.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for fewer faults that break the same invariant: leaves out halves, then quarters, down to single ones. */
final class Shrinking {
    private static final int MAX_RUNS = 300;

    private final Function<FaultPlan, Optional<String>> violationOf;
    private final String invariant;
    private int runs;

    /**
     * Prepares.
     *
     * @param violation what was found
     * @param violationOf runs the same world with another plan
     */
    Shrinking(String violation, Function<FaultPlan, Optional<String>> violationOf) {
        this.invariant = name(violation);
        this.violationOf = violationOf;
    }

    private static String name(String violation) {
        int comma = violation.indexOf(',');
        return comma < 0 ? violation : violation.substring(0, comma);
    }

    /** {@return a part of the plan, in which no single fault can be spared unless the number of runs did not suffice to find out} */
    FaultPlan shrink(FaultPlan plan) {
        List<Fault> left = plan.faults();
        for (int part = left.size(); part >= 1; part = part == 1 ? 0 : (part + 1) / 2) {
            left = withoutParts(left, part);
        }
        return new FaultPlan(left);
    }

    private List<Fault> withoutParts(List<Fault> faults, int part) {
        List<Fault> left = faults;
        int at = 0;
        while (at < left.size() && runs < MAX_RUNS) {
            List<Fault> fewer = new ArrayList<>(left.subList(0, at));
            fewer.addAll(left.subList(Math.min(left.size(), at + part), left.size()));
            if (breaks(fewer)) {
                left = fewer;
            } else {
                at += part;
            }
        }
        return left;
    }

    private boolean breaks(List<Fault> faults) {
        runs++;
        return violationOf
                .apply(new FaultPlan(faults))
                .filter(violation -> name(violation).equals(invariant))
                .isPresent();
    }
}
