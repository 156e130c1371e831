package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides in near linear time whether a history of lists is linearizable. Elements are unique and answers show where they stand, so there is only one order
 * in which the calls can have taken effect; what is left is to see whether all answers agree on it, and whether it agrees with real time. Finds writes that were lost,
 * applied twice, reordered or invented, and reads that are stale.
 *
 * <p>Exact if reads show whole lists. If all answers show tails only, an acknowledged append that no answer shows is judged once all positions are known.
 */
public final class AppendChecker {
    private AppendChecker() {}

    /**
     * Judges a history.
     *
     * @param history what the clients saw; no element is appended twice at a key
     * @return {@link Verdict#VALID} or {@link Verdict#INVALID} with what is wrong at each key
     */
    public static Judgement check(History<ListCall, ListAnswer> history) {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, List<Operation<ListCall, ListAnswer>>> key :
                history.byKey().entrySet()) {
            ListPositions positions = new ListPositions(key.getValue());
            findings.addAll(positions.findings());
            // Without agreement on the order there is none that could be held against time.
            if (positions.findings().isEmpty()) {
                findings.addAll(RealTimeOrder.contradictions(key.getValue(), positions::rank));
            }
        }
        return Judgement.of(Verdict.INVALID, findings);
    }
}
