package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.demo.Violation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param counts how many requests there were
 * @param violations what a correct store would not have done
 * @param keysReadBack how many keys were read after the last restart
 * @param keys how many there are
 * @param kills how many times a process was killed
 * @param elections by how much the term rose
 * @param leaderOutages for how long writes were refused, for each kill of the leader alone
 * @param followerOutages the same for each kill of a follower
 * @param load how long there was load
 * @param failure why the run did not come to its end, empty if it did
 */
record DemoReport(
        DemoLedger.Counts counts,
        List<Violation> violations,
        int keysReadBack,
        int keys,
        int kills,
        long elections,
        List<Duration> leaderOutages,
        List<Duration> followerOutages,
        Duration load,
        Optional<String> failure) {
    private static final int SHOWN_VIOLATIONS = 10;

    /** {@return whether the run came to its end, something was written, read and read back, and nothing was wrong} */
    boolean passed() {
        return failure.isEmpty()
                && violations.isEmpty()
                && counts.acknowledged() > 0
                && counts.reads() > 0
                && keysReadBack == keys;
    }

    private long count(Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }

    /** {@return the table and the verdict, for a person to read} */
    String text() {
        StringBuilder out = new StringBuilder();
        double seconds = Math.max(0.001, load.toMillis() / 1000.0);
        row(out, "writes acknowledged", "%,d", counts.acknowledged());
        row(out, "  acknowledged and lost", "%,d", count(Kind.LOST_WRITE));
        row(out, "  refused, certainly not taken", "%,d", counts.notTaken());
        row(out, "  outcome unknown", "%,d", counts.unknown());
        row(out, "  compare-and-set that had to fail", "%,d", counts.failedConditions());
        row(out, "reads answered", "%,d", counts.reads());
        row(out, "  stale", "%,d", count(Kind.STALE_READ));
        row(out, "impossible values", "%,d", count(Kind.IMPOSSIBLE_VALUE));
        row(out, "wrong answers to compare-and-set", "%,d", count(Kind.WRONG_CONDITION));
        row(out, "keys read back at the end", "%,d of %,d", keysReadBack, keys);
        row(out, "processes killed (SIGKILL)", "%,d", kills);
        row(out, "elections (terms)", "%,d", elections);
        row(out, "no writes after the leader's death", "%s", text(leaderOutages));
        row(out, "no writes after a follower's death", "%s", text(followerOutages));
        row(
                out,
                "throughput, outages included",
                "%,.0f writes/s + %,.0f reads/s",
                counts.acknowledged() / seconds,
                counts.reads() / seconds);
        out.append(String.format("%n"));
        violations.stream().limit(SHOWN_VIOLATIONS).forEach(violation -> out.append(String.format("%s%n", violation)));
        out.append(String.format("%s%n", verdict()));
        return out.toString();
    }

    private static String text(List<Duration> outages) {
        if (outages.isEmpty()) {
            return "not measured: none was killed";
        }
        List<Duration> sorted = outages.stream().sorted().toList();
        Duration median = sorted.get(sorted.size() / 2);
        Duration longest = sorted.get(sorted.size() - 1);
        return sorted.size() == 1
                ? String.format(Locale.ROOT, "%,d ms", longest.toMillis())
                : String.format(Locale.ROOT, "median %,d ms, longest %,d ms", median.toMillis(), longest.toMillis());
    }

    private String verdict() {
        if (failure.isPresent()) {
            return "FAILED: " + failure.get();
        }
        if (!violations.isEmpty()) {
            return "FAILED: " + violations.size() + " broken promises";
        }
        return passed()
                ? "PASSED: every acknowledged write is there, and no read was stale."
                : "FAILED: too little was written or read to prove anything";
    }

    private static void row(StringBuilder out, String name, String format, Object... values) {
        out.append(String.format(Locale.ROOT, "  %-34s %s%n", name, String.format(Locale.ROOT, format, values)));
    }
}
