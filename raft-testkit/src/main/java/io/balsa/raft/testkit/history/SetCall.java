package io.balsa.raft.testkit.history;

import java.util.Map;

/** What a set is asked for. */
public sealed interface SetCall extends JsonFields {
    /**
     * Add an element.
     *
     * @param element the element; no two calls of a key add the same
     */
    record Add(long element) implements SetCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "add", "element", element);
        }

        @Override
        public String toString() {
            return "add " + element;
        }
    }

    /** Read all of it. */
    record Read() implements SetCall {
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
