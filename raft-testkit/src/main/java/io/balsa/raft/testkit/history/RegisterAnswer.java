package io.balsa.raft.testkit.history;

import java.util.Map;
import java.util.Optional;

/**
 * What a register answers.
 *
 * @param <V> what it holds
 */
public sealed interface RegisterAnswer<V> extends JsonFields {
    /**
     * To a read: what it holds.
     *
     * @param <V> what it holds
     * @param value its value, empty if it was never written
     */
    record Holds<V>(Optional<V> value) implements RegisterAnswer<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return value.map(present -> JsonLines.object("f", "holds", "value", present))
                    .orElseGet(() -> JsonLines.object("f", "empty"));
        }

        @Override
        public String toString() {
            return value.map(Object::toString).orElse("empty");
        }
    }

    /**
     * To a write, or to a conditional one whose condition held.
     *
     * @param <V> what it holds
     */
    record Written<V>() implements RegisterAnswer<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "written");
        }

        @Override
        public String toString() {
            return "written";
        }
    }

    /**
     * To a conditional write: it does not hold what was expected.
     *
     * @param <V> what it holds
     */
    record Refused<V>() implements RegisterAnswer<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "refused");
        }

        @Override
        public String toString() {
            return "refused";
        }
    }
}
