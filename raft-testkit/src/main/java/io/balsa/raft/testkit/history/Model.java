package io.balsa.raft.testkit.history;

import java.util.Optional;

/**
 * What one key does when calls come one after the other. A check calls it millions of times, so states should be small; they must be immutable, with equals and
 * hashCode, and equal states must behave alike.
 *
 * @param <S> the state of a key
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public interface Model<S, I, O> {
    /** {@return the state before the first call} */
    S initial();

    /**
     * Makes a call. Must depend on nothing but the state, the input and the output.
     *
     * @param state the state before
     * @param operation the call. Without an output its outcome is unknown and the question is what the state is if it takes effect now; that it has
     *     none, for lack of a precondition or because it never arrived, is taken into account without asking.
     * @return the state after it, or empty if a call in this state cannot be answered like that
     */
    Optional<S> step(S state, Operation<I, O> operation);

    /**
     * Tells which calls need no choice. Saves most of the search where there are many reads.
     *
     * @param operation a call that was answered
     * @return whether a call that is answered like that leaves every state in which it can be as it is
     */
    default boolean isReadOnly(Operation<I, O> operation) {
        return false;
    }
}
