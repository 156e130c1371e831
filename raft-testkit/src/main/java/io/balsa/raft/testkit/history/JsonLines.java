package io.balsa.raft.testkit.history;

import io.balsa.raft.testkit.text.JsonText;
import java.io.IOException;
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
            JsonText.append(line, fields(operation));
            out.append(line.append('\n'));
        }
    }

    private static Map<String, Object> fields(Operation<?, ?> operation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("process", operation.process());
        fields.put("key", operation.key());
        fields.put("input", inFields(operation.input()));
        fields.put("outcome", operation.outcome().name().toLowerCase(Locale.ROOT));
        operation.output().ifPresent(output -> fields.put("output", inFields(output)));
        fields.put("invokeNanos", operation.invokeNanos());
        if (operation.returnNanos() != Operation.OPEN) {
            fields.put("returnNanos", operation.returnNanos());
        }
        return fields;
    }

    private static Object inFields(Object value) {
        return value instanceof JsonFields object ? object.jsonFields() : value;
    }

    /** {@return names and values in the order given} */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
