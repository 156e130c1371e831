package io.balsa.raft.testkit.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why the calls of a key cannot have happened one after the other.
 *
 * @param <S> the state of a key
 * @param <I> what is asked for
 * @param <O> what is answered
 * @param key the key
 * @param acknowledged how many of its calls were answered
 * @param prefix the longest sequence of calls that is possible
 * @param state the state after it
 * @param stuck the call that must come before anything invoked after its return, and cannot
 * @param others all other calls that were answered and may come before it as far as time is concerned; none fits the state either
 */
public record Counterexample<S, I, O>(
        String key,
        int acknowledged,
        List<Operation<I, O>> prefix,
        S state,
        Operation<I, O> stuck,
        List<Operation<I, O>> others) {
    private static final int SHOWN = 8;

    /** {@return the story in words, over several lines} */
    @Override
    public String toString() {
        long placed = prefix.stream().filter(Operation::isOk).count();
        List<Operation<I, O>> end = prefix.subList(Math.max(0, prefix.size() - SHOWN), prefix.size());
        StringBuilder text = new StringBuilder("key " + key + " is not linearizable: of " + acknowledged
                + " acknowledged calls at most " + placed + " can be put in an order");
        if (!end.isEmpty()) {
            text.append(end.size() < prefix.size() ? ", which ends with" : ":").append(lines(end));
        }
        text.append("\nThen the state is: ").append(state);
        text.append("\nCannot be placed: ").append(stuck);
        if (!others.isEmpty()) {
            text.append("\nNor does any other call fit that could come before it:")
                    .append(lines(others));
        }
        return text.toString();
    }

    private static String lines(List<? extends Operation<?, ?>> operations) {
        return operations.stream().map(operation -> "\n  " + operation).collect(Collectors.joining());
    }
}
