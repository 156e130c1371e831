package io.balsa.raft.testkit.history;

import java.util.List;
import java.util.Map;

/** What a list answers. A read is answered with a view of it; an append with a view of what it became, or just that it was done. */
public sealed interface ListAnswer extends JsonFields {
    /** To an append: it was done. */
    record Appended() implements ListAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "appended");
        }

        @Override
        public String toString() {
            return "appended";
        }
    }

    /**
     * The whole list.
     *
     * @param elements its elements
     */
    record Whole(List<Long> elements) implements ListAnswer {
        /** Copies the elements. */
        public Whole {
            elements = List.copyOf(elements);
        }

        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "whole", "elements", elements);
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    /**
     * The end of the list, for lists too long to be sent each time.
     *
     * @param length how many elements it has
     * @param last the last of them, 0 if there is none
     */
    record Tail(int length, long last) implements ListAnswer {
        /** Checks the length. */
        public Tail {
            if (length < 0) {
                throw new IllegalArgumentException("length " + length + ": expected at least 0");
            }
        }

        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "tail", "length", length, "last", last);
        }

        @Override
        public String toString() {
            return length + " elements" + (length == 0 ? "" : ", the last is " + last);
        }
    }
}
