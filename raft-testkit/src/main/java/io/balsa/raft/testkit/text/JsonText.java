package io.balsa.raft.testkit.text;

import java.util.Collection;
import java.util.Map;

/** Writes JSON that may also stand between the tags of an HTML page: it has no {@code <}. */
public final class JsonText {
    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param out where to
     * @param value a map, a collection, a whole number, a boolean, or anything else for its text
     */
    public static void append(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                appendText(out.append(separator), String.valueOf(entry.getKey()));
                append(out.append(':'), entry.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> values) {
            String separator = "[";
            for (Object element : values) {
                append(out.append(separator), element);
                separator = ",";
            }
            out.append(values.isEmpty() ? "[]" : "]");
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else {
            appendText(out, String.valueOf(value));
        }
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '<' || Character.isSurrogate(c)) {
                // Surrogates too: a lone one has no UTF-8, and escaped pairs mean the same as plain ones.
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
