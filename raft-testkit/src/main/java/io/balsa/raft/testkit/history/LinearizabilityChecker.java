package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether the calls can have taken effect one after the other, each between its invocation and its return (Herlihy and Wing 1990): each key by itself, since a
 * history is linearizable if and only if each object's part of it is. The search is that of Wing and Gong (1993), with Lowe's (2017) memory of
 * configurations already seen.
 *
 * <p>The time this takes can be exponential. What drives it up is the number of writes under way at once, above all open ones: give each key at most ten
 * processes, a thousand calls and ten unknown outcomes. Let writes have different values: with a few that repeat, most wrong reads can be explained.
 */
public final class LinearizabilityChecker {
    /** How many steps a key may take unless told otherwise: some seconds, and some hundred megabytes. */
    public static final long DEFAULT_MAX_STEPS = 5_000_000;

    private final long maxSteps;

    /** A checker with the default limit. */
    public LinearizabilityChecker() {
        this(DEFAULT_MAX_STEPS);
    }

    /**
     * A checker.
     *
     * @param maxSteps how many steps a key may take before it is given up as {@link Verdict#UNKNOWN}, at least 1
     */
    public LinearizabilityChecker(long maxSteps) {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("maxSteps " + maxSteps + ": expected at least 1");
        }
        this.maxSteps = maxSteps;
    }

    /**
     * Judges a history, keys with few calls first, and stops at the first key that is wrong.
     *
     * @param <S> the state of a key
     * @param <I> what is asked for
     * @param <O> what is answered
     * @param model what a key does
     * @param history what the clients saw
     * @return the verdict
     */
    public <S, I, O> LinearizabilityResult<S, I, O> check(Model<S, I, O> model, History<I, O> history) {
        List<Map.Entry<String, List<Operation<I, O>>>> keys =
                new ArrayList<>(history.byKey().entrySet());
        keys.sort(Comparator.comparingInt(key -> key.getValue().size()));
        List<String> undecided = new ArrayList<>();
        long steps = 0;
        for (Map.Entry<String, List<Operation<I, O>>> key : keys) {
            LinearizabilitySearch<S, I, O> search = new LinearizabilitySearch<>(model, key.getValue(), maxSteps);
            Verdict verdict = search.run();
            steps += search.steps();
            if (verdict == Verdict.INVALID) {
                return new LinearizabilityResult<>(
                        verdict, Optional.of(search.counterexample(key.getKey())), List.copyOf(undecided), steps);
            }
            if (verdict == Verdict.UNKNOWN) {
                undecided.add(key.getKey());
            }
        }
        Verdict verdict = undecided.isEmpty() ? Verdict.VALID : Verdict.UNKNOWN;
        return new LinearizabilityResult<>(verdict, Optional.empty(), List.copyOf(undecided), steps);
    }
}
