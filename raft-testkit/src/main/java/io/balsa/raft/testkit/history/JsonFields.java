package io.balsa.raft.testkit.history;

import java.util.Map;

/** An input or output that {@link JsonLines} writes as an object; others are written as the text that {@code toString} gives. */
public interface JsonFields {
    /** {@return names and values; a value is a string, a number, a boolean, a collection of values, or anything that is to be written as text} */
    Map<String, Object> jsonFields();
}
