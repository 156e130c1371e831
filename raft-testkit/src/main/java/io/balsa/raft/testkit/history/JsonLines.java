package io.balsa.raft.testkit.history;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes histories for other programs: a line for each call, in order of invocation, each a JSON object.
 *
 * <pre>
 * {"process":3,"key":"k1","input":{"f":"write","value":5},"outcome":"ok","output":{"f":"done"},"invokeNanos":1200,"returnNanos":5300}
 * </pre>
 *
 * Without an answer there is no {@code output}, without a return no {@code returnNanos}.
 */
public final class JsonLines {
    private JsonLines() {}

    /**
     * Writes a history.
     *
     * @param history the history
     * @param out where to
     * @throws IOException if it cannot be written there
     */
    public static void write(History<?, ?> history, Appendable out) throws IOException {
        for (Operation<?, ?> operation : history.operations()) {
            StringBuilder line = new StringBuilder();
            appendValue(line, fields(operation));
            out.append(line.append('\n'));
        }
    }

    private static Map<String, Object> fields(Operation<?, ?> operation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("process", operation.process());
        fields.put("key", operation.key());
        fields.put("input", operation.input());
        fields.put("outcome", operation.outcome().name().toLowerCase(Locale.ROOT));
        operation.output().ifPresent(output -> fields.put("output", output));
        fields.put("invokeNanos", operation.invokeNanos());
        if (operation.returnNanos() != Operation.OPEN) {
            fields.put("returnNanos", operation.returnNanos());
        }
        return fields;
    }

    /** {@return names and values in the order given} */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static void appendValue(StringBuilder out, Object value) {
        if (value instanceof JsonFields object) {
            appendValue(out, object.jsonFields());
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                appendText(out.append(separator), String.valueOf(entry.getKey()));
                appendValue(out.append(':'), entry.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> values) {
            String separator = "[";
            for (Object element : values) {
                appendValue(out.append(separator), element);
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
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // Surrogates too: a lone one has no UTF-8, and escaped pairs mean the same as plain ones.
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
