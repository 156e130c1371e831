package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A verdict and the reasons for it.
 *
 * @param verdict what is said of the history
 * @param findings why, in words; empty if and only if the verdict is {@link Verdict#VALID}
 */
public record Judgement(Verdict verdict, List<String> findings) {
    /** Nothing is wrong. */
    public static final Judgement VALID = new Judgement(Verdict.VALID, List.of());

    /** Checks that there are findings if there have to be. */
    public Judgement {
        findings = List.copyOf(findings);
        if (findings.isEmpty() != (verdict == Verdict.VALID)) {
            throw new IllegalArgumentException(
                    "verdict " + verdict + " with findings " + findings + ": expected findings unless VALID");
        }
    }

    static Judgement of(Verdict unlessNone, List<String> findings) {
        return findings.isEmpty() ? VALID : new Judgement(unlessNone, findings);
    }

    /** {@return whether the history may count as evidence that all is well} */
    public boolean isPass() {
        return verdict == Verdict.VALID;
    }

    /**
     * Joins two judgements of one history.
     *
     * @param other the other one
     * @return the worse verdict, with all findings
     */
    public Judgement and(Judgement other) {
        List<String> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new Judgement(verdict.compareTo(other.verdict) >= 0 ? verdict : other.verdict, all);
    }

    /** {@return the verdict, and each finding on a line of its own} */
    @Override
    public String toString() {
        return findings.isEmpty() ? verdict.toString() : verdict + "\n" + String.join("\n", findings);
    }
}
