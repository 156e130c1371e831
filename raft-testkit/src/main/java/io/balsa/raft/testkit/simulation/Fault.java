package io.balsa.raft.testkit.simulation;

import java.util.Locale;

/**
 * One fault of a plan. Where it strikes is drawn from a number of its own, so taking another fault out of the plan does not move this one.
 *
 * @param kind what goes wrong
 * @param atNanos when, in virtual time
 * @param forNanos for how long
 * @param draw from which number its place and its strength are drawn
 */
public record Fault(FaultKind kind, long atNanos, long forNanos, long draw) {
    private static final double NANOS_A_MILLI = 1e6;

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text kind, moment, duration in milliseconds, draw in hexadecimal
     * @return the fault
     */
    public static Fault parse(String text) {
        String[] words = text.trim().split("\\s+", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("fault '" + text + "': expected KIND AT-MS FOR-MS DRAW");
        }
        return new Fault(
                FaultKind.valueOf(words[0]),
                Math.round(Double.parseDouble(words[1]) * NANOS_A_MILLI),
                Math.round(Double.parseDouble(words[2]) * NANOS_A_MILLI),
                Long.parseUnsignedLong(words[3], 16));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %.6f %.6f %x", kind, atNanos / NANOS_A_MILLI, forNanos / NANOS_A_MILLI, draw);
    }
}
