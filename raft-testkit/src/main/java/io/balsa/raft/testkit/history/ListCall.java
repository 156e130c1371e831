package io.balsa.raft.testkit.history;

import java.util.Map;

/** What a list is asked for. */
public sealed interface ListCall extends JsonFields {
    /**
     * Append an element.
     *
     * @param element the element; no two calls of a key append the same
     */
    record Append(long element) implements ListCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "append", "element", element);
        }

        @Override
        public String toString() {
            return "append " + element;
        }
    }

    /** Read all of it. */
    record Read() implements ListCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "read");
        }

        @Override
        public String toString() {
            return "read";
        }
    }
}
