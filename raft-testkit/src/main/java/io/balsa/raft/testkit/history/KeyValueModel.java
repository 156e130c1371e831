package io.balsa.raft.testkit.history;

import java.util.Optional;

/**
 * A key-value store in which each write of a key gets a version greater than all that it had before, such as the index of its log entry, and writes may depend on
 * the version. Removing a value does not start versions anew.
 *
 * <p>One error can pass: while the version of the value is not known, since its write was never answered, a refusal for that
 * very version is believed even if the version turns out later to be the one asked for.
 */
public final class KeyValueModel implements Model<KeyState, KeyCall, KeyAnswer> {
    /** The model; it has no settings. */
    public KeyValueModel() {}

    @Override
    public KeyState initial() {
        return KeyState.NEVER_WRITTEN;
    }

    @Override
    public Optional<KeyState> step(KeyState state, Operation<KeyCall, KeyAnswer> operation) {
        Optional<KeyAnswer> answer = operation.output();
        if (operation.input() instanceof KeyCall.Put put) {
            return answer.isPresent() ? put(state, put, answer.get()) : unansweredPut(state, put);
        }
        if (operation.input() instanceof KeyCall.Delete delete) {
            return delete(state, delete.condition(), answer);
        }
        return answer.isPresent() ? get(state, answer.get()) : Optional.of(state);
    }

    @Override
    public boolean isReadOnly(Operation<KeyCall, KeyAnswer> operation) {
        // A read may tell us a version, but it changes nothing.
        return operation
                .output()
                .filter(answer -> !(answer instanceof KeyAnswer.Written || answer instanceof KeyAnswer.Deleted))
                .isPresent();
    }

    private static Optional<KeyState> get(KeyState state, KeyAnswer answer) {
        if (answer instanceof KeyAnswer.Found found) {
            boolean fits = state.value().equals(Optional.of(found.value())) && state.mayHave(found.version());
            return fits ? Optional.of(state.known(found.version())) : Optional.empty();
        }
        return answer instanceof KeyAnswer.Missing && state.value().isEmpty() ? Optional.of(state) : Optional.empty();
    }

    private static Optional<KeyState> put(KeyState state, KeyCall.Put put, KeyAnswer answer) {
        if (answer instanceof KeyAnswer.Written written) {
            return ifHolds(state, put.condition())
                    .filter(before -> before.mayAdvanceTo(written.version()))
                    .map(before -> before.written(put.value(), written.version()));
        }
        return refused(state, put.condition(), answer);
    }

    private static Optional<KeyState> unansweredPut(KeyState state, KeyCall.Put put) {
        return ifHolds(state, put.condition()).map(before -> before.writtenWithUnknownVersion(put.value()));
    }

    private static Optional<KeyState> delete(KeyState state, KeyCondition condition, Optional<KeyAnswer> answer) {
        if (answer.isPresent() && answer.get() instanceof KeyAnswer.Refused) {
            return refused(state, condition, answer.get());
        }
        Optional<KeyState> before = ifHolds(state, condition);
        if (before.isEmpty() || answer.isPresent() && !answer.get().equals(rightDelete(state))) {
            return Optional.empty();
        }
        return state.value().isEmpty() ? before : before.map(KeyState::deleted);
    }

    private static KeyAnswer rightDelete(KeyState state) {
        return state.value().isPresent() ? new KeyAnswer.Deleted() : new KeyAnswer.Missing();
    }

    /** {@return the state with what we learn from the condition holding, or empty if it cannot hold} */
    private static Optional<KeyState> ifHolds(KeyState state, KeyCondition condition) {
        boolean mayHold = switch (condition.kind()) {
            case NONE -> true;
            case EXISTS -> state.value().isPresent();
            case ABSENT -> state.value().isEmpty();
            case VERSION -> state.mayHave(condition.version());
        };
        if (!mayHold) {
            return Optional.empty();
        }
        return Optional.of(condition.kind() == KeyCondition.Kind.VERSION ? state.known(condition.version()) : state);
    }

    private static Optional<KeyState> refused(KeyState state, KeyCondition condition, KeyAnswer answer) {
        boolean mayFail = switch (condition.kind()) {
            case NONE -> false;
            case EXISTS -> state.value().isEmpty();
            case ABSENT -> state.value().isPresent();
            case VERSION -> !(state.isExact() && state.mayHave(condition.version()));
        };
        return mayFail && answer instanceof KeyAnswer.Refused ? Optional.of(state) : Optional.empty();
    }
}
