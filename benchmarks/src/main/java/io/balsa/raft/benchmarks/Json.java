package io.balsa.raft.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, collections, numbers and text as JSON. */
public final class Json {
    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value a map, a collection, a number, or anything else for its text
     * @return the JSON, on one line
     */
    public static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey().toString()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(Json::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Number number) {
            // JSON knows neither NaN nor infinity.
            return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < FIRST_PRINTABLE) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
