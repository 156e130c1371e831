package io.balsa.raft.testkit.history;

import java.util.List;
import java.util.Optional;

/**
 * What a search for an order of all calls came to.
 *
 * @param <S> the state of a key
 * @param <I> what is asked for
 * @param <O> what is answered
 * @param verdict whether there is one
 * @param counterexample why there is none, if the verdict is {@link Verdict#INVALID}
 * @param undecided keys for which the search was given up
 * @param steps how many calls were tried in some state
 */
public record LinearizabilityResult<S, I, O>(
        Verdict verdict, Optional<Counterexample<S, I, O>> counterexample, List<String> undecided, long steps) {
    /** {@return the verdict with its reasons in words} */
    public Judgement judgement() {
        return switch (verdict) {
            case VALID -> Judgement.VALID;
            case INVALID ->
                new Judgement(verdict, List.of(counterexample.orElseThrow().toString()));
            case UNKNOWN ->
                new Judgement(
                        verdict,
                        List.of("no order was found nor excluded in " + steps + " steps for keys " + undecided));
        };
    }
}
