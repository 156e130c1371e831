package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for an order of one key's calls, depth first. What comes next must have been invoked before the earliest return among the calls that are
 * not placed yet, since that call must come before everything invoked later.
 *
 * <p>Calls that were answered must all be placed. Open ones are placed only where that leads on, after all others have been tried, because each may also be
 * left out and multiplies the search.
 */
final class LinearizabilitySearch<S, I, O> {
    private final Model<S, I, O> model;
    private final long maxSteps;

    /** First those with a return, then the open ones; each part in order of invocation. */
    private final List<Operation<I, O>> operations;

    private final int closed;
    private final int[] earlierTwins;
    private final Chain closedCalls;
    private final Chain closedReturns;
    private final Chain openCalls;
    private final Configurations configurations;
    private final BitSet passedReads = new BitSet();

    private final int[] path;
    private final List<S> statesBefore = new ArrayList<>();
    private int depth;
    private int closedPlaced;
    private S state;
    private long steps;

    private int[] longest = {};
    private int longestClosed = -1;

    LinearizabilitySearch(Model<S, I, O> model, List<Operation<I, O>> all, long maxSteps) {
        this.model = model;
        this.maxSteps = maxSteps;
        List<Operation<I, O>> answered = all.stream().filter(Operation::isOk).toList();
        List<Operation<I, O>> open = all.stream()
                .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
                .toList();
        operations = Stream.concat(answered.stream(), open.stream()).toList();
        closed = answered.size();
        int count = operations.size();
        closedCalls = new Chain(IntStream.range(0, closed).toArray(), count);
        openCalls = new Chain(IntStream.range(closed, count).toArray(), count);
        closedReturns = new Chain(
                IntStream.range(0, closed)
                        .boxed()
                        .sorted(Comparator.comparingLong(
                                number -> operations.get(number).returnNanos()))
                        .mapToInt(Integer::intValue)
                        .toArray(),
                count);
        earlierTwins = earlierTwins(operations, closed);
        configurations = new Configurations(closed, count - closed);
        path = new int[count];
        state = model.initial();
    }

    /** Of open calls with the same input the earliest can do all that a later one can, so a later one waits until the earlier is placed. */
    private static int[] earlierTwins(List<? extends Operation<?, ?>> operations, int closed) {
        int[] twins = new int[operations.size()];
        Arrays.fill(twins, Chain.END);
        Map<Object, Integer> last = new HashMap<>();
        for (int number = closed; number < twins.length; number++) {
            Integer earlier = last.put(operations.get(number).input(), number);
            if (earlier != null) {
                twins[number] = earlier;
            }
        }
        return twins;
    }

    Verdict run() {
        passReads();
        int root = depth;
        int candidate = firstCandidate();
        while (closedPlaced < closed) {
            if (steps >= maxSteps) {
                return Verdict.UNKNOWN;
            }
            if (candidate != Chain.END) {
                candidate = tryCall(candidate) ? firstCandidate() : candidateAfter(candidate);
            } else if (depth > root) {
                candidate = candidateAfter(takeBack());
            } else {
                rememberLongest();
                return Verdict.INVALID;
            }
        }
        return Verdict.VALID;
    }

    long steps() {
        return steps;
    }

    private int firstCandidate() {
        int first = closedCalls.first();
        return first == Chain.END || isInTime(first) ? first : firstOpen();
    }

    private int candidateAfter(int number) {
        int next = number < closed ? closedCalls.after(number) : openCalls.after(number);
        if (next != Chain.END && isInTime(next)) {
            return next;
        }
        return number < closed ? firstOpen() : Chain.END;
    }

    private int firstOpen() {
        int first = openCalls.first();
        return first != Chain.END && isInTime(first) ? first : Chain.END;
    }

    private boolean isInTime(int number) {
        int earliestReturn = closedReturns.first();
        return earliestReturn == Chain.END
                || operations.get(number).invokeNanos()
                        <= operations.get(earliestReturn).returnNanos();
    }

    /** {@return whether it fits and leads to where the search has not been; then it is placed} */
    private boolean tryCall(int number) {
        int twin = earlierTwins[number];
        if (twin != Chain.END && !configurations.isPlaced(twin)) {
            return false;
        }
        steps++;
        Optional<S> after = model.step(state, operations.get(number));
        if (after.isEmpty() || number >= closed && after.get().equals(state)) {
            return false;
        }
        place(number, after.get());
        passReads();
        if (!configurations.enter(state)) {
            takeBack();
            return false;
        }
        return true;
    }

    /** Places reads that fit the state. No other choice need be tried: wherever an order has them, it is as good with them here. */
    private void passReads() {
        for (int number = closedCalls.first();
                number != Chain.END && isInTime(number);
                number = closedCalls.after(number)) {
            if (!model.isReadOnly(operations.get(number))) {
                continue;
            }
            steps++;
            if (model.step(state, operations.get(number)).filter(state::equals).isPresent()) {
                place(number, state);
                passedReads.set(number);
            }
        }
    }

    private void place(int number, S after) {
        configurations.flip(number);
        path[depth++] = number;
        statesBefore.add(state);
        state = after;
        if (number < closed) {
            closedPlaced++;
            closedCalls.take(number);
            closedReturns.take(number);
        } else {
            openCalls.take(number);
        }
    }

    /** {@return the call that was chosen last, taken back with the reads that were placed after it} */
    private int takeBack() {
        rememberLongest();
        int number = removeLast();
        while (passedReads.get(number)) {
            passedReads.clear(number);
            number = removeLast();
        }
        return number;
    }

    private int removeLast() {
        int number = path[--depth];
        state = statesBefore.remove(depth);
        configurations.flip(number);
        if (number < closed) {
            closedPlaced--;
            closedReturns.putBack(number);
            closedCalls.putBack(number);
        } else {
            openCalls.putBack(number);
        }
        return number;
    }

    private void rememberLongest() {
        if (closedPlaced > longestClosed) {
            longestClosed = closedPlaced;
            longest = IntStream.range(0, depth).map(i -> path[i]).toArray();
        }
    }

    /** After a run that found no order. */
    Counterexample<S, I, O> counterexample(String key) {
        S reached = model.initial();
        List<Operation<I, O>> prefix = new ArrayList<>();
        BitSet missing = new BitSet();
        missing.set(0, closed);
        for (int number : longest) {
            reached = model.step(reached, operations.get(number)).orElseThrow();
            prefix.add(operations.get(number));
            missing.clear(number);
        }
        int stuck = missing.stream()
                .boxed()
                .min(Comparator.comparingLong(number -> operations.get(number).returnNanos()))
                .orElseThrow();
        long latest = operations.get(stuck).returnNanos();
        List<Operation<I, O>> others = missing.stream()
                .filter(number -> number != stuck && operations.get(number).invokeNanos() <= latest)
                .mapToObj(operations::get)
                .toList();
        return new Counterexample<>(key, closed, prefix, reached, operations.get(stuck), others);
    }
}
