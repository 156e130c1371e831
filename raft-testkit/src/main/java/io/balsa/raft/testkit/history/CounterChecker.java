package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells whether adds took effect exactly once, however often they were sent. Every value shown must be at least the sum of what was acknowledged before it was
 * asked for, and at most the sum of all that may have taken effect when it was answered; values must not fall; and no two adds may have made the same step. What
 * it calls invalid is; some wrong histories of concurrent calls pass. The last read, after all else, leaves no room: it is exact but for unknown outcomes.
 */
public final class CounterChecker {
    private CounterChecker() {}

    /**
     * Judges a history.
     *
     * @param history what the clients saw
     * @return {@link Verdict#INVALID} if an add was lost or took effect twice; {@link Verdict#UNKNOWN} if none did, but at some key no value was asked for after the
     *     last acknowledged add: end with a read of each key
     */
    public static Judgement check(History<CounterCall, CounterAnswer> history) {
        Judgement all = Judgement.VALID;
        for (Map.Entry<String, List<Operation<CounterCall, CounterAnswer>>> key :
                history.byKey().entrySet()) {
            List<String> findings = outOfBounds(key.getValue());
            findings.addAll(RealTimeOrder.contradictions(key.getValue(), CounterChecker::rank));
            findings.addAll(sharedSteps(key.getValue()));
            all = all.and(Judgement.of(Verdict.INVALID, findings)).and(readAfterLastAdd(key.getKey(), key.getValue()));
        }
        return all;
    }

    private static long amount(Operation<CounterCall, CounterAnswer> operation) {
        return operation.input() instanceof CounterCall.Add add ? add.amount() : 0;
    }

    private static OptionalLong value(Operation<CounterCall, CounterAnswer> operation) {
        return operation.output().isPresent() && operation.output().get() instanceof CounterAnswer.Value answer
                ? OptionalLong.of(answer.value())
                : OptionalLong.empty();
    }

    /** An add that led to some value comes before a read that shows it. */
    private static OptionalLong rank(Operation<CounterCall, CounterAnswer> operation) {
        OptionalLong value = value(operation);
        boolean isAdd = operation.input() instanceof CounterCall.Add;
        return value.isEmpty() ? value : OptionalLong.of(2 * value.getAsLong() - (isAdd ? 1 : 0));
    }

    private static List<String> outOfBounds(List<Operation<CounterCall, CounterAnswer>> operations) {
        StepSum acknowledged = new StepSum();
        StepSum possible = new StepSum();
        for (Operation<CounterCall, CounterAnswer> operation : operations) {
            if (operation.isOk()) {
                acknowledged.add(operation.returnNanos(), amount(operation));
            }
            if (operation.outcome() != Outcome.FAILED) {
                possible.add(operation.invokeNanos(), amount(operation));
            }
        }
        List<String> findings = new ArrayList<>();
        for (Operation<CounterCall, CounterAnswer> operation : operations) {
            OptionalLong value = value(operation);
            if (value.isEmpty()) {
                continue;
            }
            long least = acknowledged.before(operation.invokeNanos()) + amount(operation);
            long most = possible.upTo(operation.returnNanos());
            if (value.getAsLong() < least || value.getAsLong() > most) {
                findings.add((value.getAsLong() < least ? "An add is missing" : "An add took effect twice or too early")
                        + ", expected " + least + " to " + most + ": " + operation);
            }
        }
        return findings;
    }

    /** An add that was answered with a value covers the steps that led there; two adds cannot have made the same step. */
    private static List<String> sharedSteps(List<Operation<CounterCall, CounterAnswer>> operations) {
        List<Operation<CounterCall, CounterAnswer>> adds = operations.stream()
                .filter(operation -> amount(operation) > 0 && value(operation).isPresent())
                .sorted(Comparator.comparingLong(operation -> value(operation).getAsLong()))
                .toList();
        List<String> findings = new ArrayList<>();
        for (int i = 1; i < adds.size(); i++) {
            Operation<CounterCall, CounterAnswer> lower = adds.get(i - 1);
            Operation<CounterCall, CounterAnswer> upper = adds.get(i);
            if (value(upper).getAsLong() - amount(upper) < value(lower).getAsLong()) {
                findings.add("One of two adds overwrote the other:\n  " + lower + "\n  " + upper);
            }
        }
        return findings;
    }

    private static Judgement readAfterLastAdd(String key, List<Operation<CounterCall, CounterAnswer>> operations) {
        long lastAdd = operations.stream()
                .filter(operation -> operation.isOk() && amount(operation) > 0)
                .mapToLong(Operation::returnNanos)
                .max()
                .orElse(Long.MIN_VALUE);
        boolean isRead = lastAdd == Long.MIN_VALUE
                || operations.stream()
                        .anyMatch(operation -> value(operation).isPresent() && operation.invokeNanos() > lastAdd);
        return isRead
                ? Judgement.VALID
                : new Judgement(
                        Verdict.UNKNOWN,
                        List.of("key " + key + " was not read after the last acknowledged add, so that may be lost"));
    }
}
