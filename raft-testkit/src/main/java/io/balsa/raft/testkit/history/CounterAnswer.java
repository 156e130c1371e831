package io.balsa.raft.testkit.history;

import java.util.Map;

/** What a counter answers. */
public sealed interface CounterAnswer extends JsonFields {
    /** To an add: it was done. */
    record Added() implements CounterAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "added");
        }

        @Override
        public String toString() {
            return "added";
        }
    }

    /**
     * To a read: what it is; to an add: what it became by it.
     *
     * @param value the count
     */
    record Value(long value) implements CounterAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "value", "value", value);
        }

        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }
}
