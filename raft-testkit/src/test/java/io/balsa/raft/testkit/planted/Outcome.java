package io.balsa.raft.testkit.planted;

import java.util.Locale;

/**
 * What a layer found in a mutant.
 *
 * @param layer the layer
 * @param found what it found; empty if nothing
 * @param where in which scenario, seed or script
 * @param work how much was run
 * @param nanos how long it took
 */
record Outcome(Layer layer, String found, String where, String work, long nanos) {
    private static final int MAX_REASON = 110;

    boolean killed() {
        return !found.isEmpty();
    }

    /** {@return where it was found and after how much, or how much was run in vain} */
    String cell() {
        return killed() ? where + ", " + work : "not in " + work;
    }

    /** {@return what was found, in a line} */
    String reason() {
        String line = layer == Layer.SCENARIOS ? expectation() : invariant();
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
    }

    /** A scenario reports its line, then "expected:" and "seen:". */
    private String expectation() {
        String expected = after("expected:");
        String seen = after("seen:");
        if (expected.startsWith("invariant ")) {
            return expected.substring("invariant ".length());
        }
        return expected.startsWith("a core that") ? "own check: " + seen : "expected " + expected + ", seen " + seen;
    }

    private String after(String label) {
        return found.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElse(found.lines().findFirst().orElse(""));
    }

    /** Invariants are reported as "I7, what must hold: what was seen". */
    private String invariant() {
        String line = found.lines().findFirst().orElse("");
        int colon = line.indexOf(": ");
        boolean named = line.matches("[IL][0-9]+,.*") && colon > 0 && !line.startsWith("I19");
        return named ? line.substring(0, colon) : line;
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** {@return a number of events as a person would say it} */
    static String count(long number) {
        return number < 10_000
                ? Long.toString(number)
                : number < 1_000_000 ? number / 1000 + "k" : String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }
}
