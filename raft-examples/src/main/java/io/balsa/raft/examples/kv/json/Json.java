package io.balsa.raft.examples.kv.json;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes maps, collections, strings, numbers, booleans, null and optional values as JSON (RFC 8259), on one line. */
public final class Json {
    private Json() {}

    /**
     * An object with its members in this order.
     *
     * @param namesAndValues a name, its value, the next name, and so on
     * @return the object
     */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @return its JSON
     * @throws IllegalArgumentException if it, or something in it, has no counterpart in JSON
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Optional<?> optional) {
            write(out, optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
            out.append('{');
            while (members.hasNext()) {
                Map.Entry<?, ?> member = members.next();
                quote(out, member.getKey().toString());
                out.append(':');
                write(out, member.getValue());
                out.append(members.hasNext() ? "," : "");
            }
            out.append('}');
        } else if (value instanceof Collection<?> collection) {
            Iterator<?> elements = collection.iterator();
            out.append('[');
            while (elements.hasNext()) {
                write(out, elements.next());
                out.append(elements.hasNext() ? "," : "");
            }
            out.append(']');
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            quote(out, value.toString());
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.append(number);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass().getName() + " " + value);
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
