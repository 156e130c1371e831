package io.balsa.raft.testkit.history;

import io.balsa.raft.testkit.history.RegisterAnswer.Holds;
import java.util.Optional;

/**
 * A register for each key: read, write, and compare-and-set by value. Empty until it is written; an empty one refuses every compare-and-set. The state is what a read
 * would be answered.
 *
 * @param <V> what it holds
 */
public final class RegisterModel<V> implements Model<Holds<V>, RegisterCall<V>, RegisterAnswer<V>> {
    /** The model; it has no settings. */
    public RegisterModel() {}

    @Override
    public Holds<V> initial() {
        return new Holds<>(Optional.empty());
    }

    @Override
    public Optional<Holds<V>> step(Holds<V> state, Operation<RegisterCall<V>, RegisterAnswer<V>> operation) {
        RegisterCall<V> call = operation.input();
        RegisterAnswer<V> right = right(state, call);
        boolean fits = operation.output().map(right::equals).orElse(true);
        return fits ? Optional.of(after(state, call, right)) : Optional.empty();
    }

    @Override
    public boolean isReadOnly(Operation<RegisterCall<V>, RegisterAnswer<V>> operation) {
        return !operation.output().equals(Optional.of(new RegisterAnswer.Written<V>()));
    }

    private static <V> RegisterAnswer<V> right(Holds<V> state, RegisterCall<V> call) {
        if (call instanceof RegisterCall.Read<V>) {
            return state;
        }
        boolean refused = call instanceof RegisterCall.CompareAndSet<V> cas
                && !state.value().equals(Optional.of(cas.expected()));
        return refused ? new RegisterAnswer.Refused<>() : new RegisterAnswer.Written<>();
    }

    private static <V> Holds<V> after(Holds<V> state, RegisterCall<V> call, RegisterAnswer<V> answer) {
        if (!(answer instanceof RegisterAnswer.Written<V>)) {
            return state;
        }
        V value = call instanceof RegisterCall.Write<V> write
                ? write.value()
                : ((RegisterCall.CompareAndSet<V>) call).value();
        return new Holds<>(Optional.of(value));
    }
}
