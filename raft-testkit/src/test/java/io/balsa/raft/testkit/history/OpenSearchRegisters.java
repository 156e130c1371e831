package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.opensearch.cluster.coordination.LinearizabilityChecker.History;
import org.opensearch.cluster.coordination.LinearizabilityChecker.KeyedSpec;

/** Has OpenSearch's checker judge histories of registers, by a description of registers that owes nothing to ours. */
final class OpenSearchRegisters implements KeyedSpec {
    private static final Object NO_ANSWER = "no answer";
    private static final int EMPTY = -1;

    private record Keyed(String key, RegisterCall<Integer> call) {}

    private record Event(long nanos, boolean isReturn, Operation<RegisterCall<Integer>, RegisterAnswer<Integer>> of) {}

    static boolean isLinearizable(Collection<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations) {
        return new org.opensearch.cluster.coordination.LinearizabilityChecker()
                .isLinearizable(new OpenSearchRegisters(), convert(operations), call -> NO_ANSWER);
    }

    /** That checker knows an order of events only, so at equal times all invocations come before all returns: such calls are concurrent. */
    private static History convert(Collection<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations) {
        List<Event> events = new ArrayList<>();
        for (Operation<RegisterCall<Integer>, RegisterAnswer<Integer>> operation : operations) {
            if (operation.outcome() != Outcome.FAILED) {
                events.add(new Event(operation.invokeNanos(), false, operation));
            }
            if (operation.isOk()) {
                events.add(new Event(operation.returnNanos(), true, operation));
            }
        }
        events.sort(Comparator.comparingLong(Event::nanos).thenComparing(Event::isReturn));
        History history = new History();
        // By identity: a process may make the same call twice at one moment.
        IdentityHashMap<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>, Integer> ids =
                new IdentityHashMap<>();
        for (Event event : events) {
            if (event.isReturn()) {
                history.respond(ids.remove(event.of()), event.of().output().orElseThrow());
            } else {
                ids.put(
                        event.of(),
                        history.invoke(new Keyed(event.of().key(), event.of().input())));
            }
        }
        return history;
    }

    @Override
    public Object getKey(Object value) {
        return ((Keyed) value).key();
    }

    @Override
    public Object getValue(Object value) {
        return ((Keyed) value).call();
    }

    @Override
    public Object initialState() {
        return EMPTY;
    }

    @Override
    public Optional<Object> nextState(Object state, Object input, Object output) {
        if (input instanceof RegisterCall.Write<?> write) {
            return Optional.of(write.value());
        }
        if (input instanceof RegisterCall.CompareAndSet<?> cas) {
            boolean matches = state.equals(cas.expected());
            boolean fits = output == NO_ANSWER || matches == output instanceof RegisterAnswer.Written<?>;
            return fits ? Optional.of(matches ? cas.value() : state) : Optional.empty();
        }
        boolean fits = output == NO_ANSWER
                || output instanceof RegisterAnswer.Holds<?> holds
                        && state.equals(
                                holds.value().isPresent() ? holds.value().get() : EMPTY);
        return fits ? Optional.of(state) : Optional.empty();
    }
}
