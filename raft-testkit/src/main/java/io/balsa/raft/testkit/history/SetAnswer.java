package io.balsa.raft.testkit.history;

import java.util.List;
import java.util.Map;

/** What a set answers. */
public sealed interface SetAnswer extends JsonFields {
    /** To an add: it was done. */
    record Added() implements SetAnswer {
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
     * To a read: all elements.
     *
     * @param elements the elements in any order; a list, so that an element held twice can be told
     */
    record Elements(List<Long> elements) implements SetAnswer {
        /** Copies the elements. */
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "elements", "elements", elements);
        }

        @Override
        public String toString() {
            return elements.size() <= 20 ? elements.toString() : elements.size() + " elements";
        }
    }
}
