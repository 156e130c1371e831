package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists for the searching checker, to compare it with the one that does not search. */
final class ListModel implements Model<List<Long>, ListCall, ListAnswer> {
    @Override
    public List<Long> initial() {
        return List.of();
    }

    @Override
    public Optional<List<Long>> step(List<Long> state, Operation<ListCall, ListAnswer> operation) {
        List<Long> after = new ArrayList<>(state);
        if (operation.input() instanceof ListCall.Append append) {
            after.add(append.element());
        }
        boolean fits = operation.output().map(answer -> fits(after, answer)).orElse(true);
        return fits ? Optional.of(List.copyOf(after)) : Optional.empty();
    }

    @Override
    public boolean isReadOnly(Operation<ListCall, ListAnswer> operation) {
        return operation.input() instanceof ListCall.Read;
    }

    private static boolean fits(List<Long> list, ListAnswer answer) {
        if (answer instanceof ListAnswer.Whole whole) {
            return whole.elements().equals(list);
        }
        return !(answer instanceof ListAnswer.Tail tail)
                || tail.length() == list.size() && (list.isEmpty() || list.get(list.size() - 1) == tail.last());
    }
}
