package io.balsa.raft.examples.kv.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, longs, doubles, booleans and null. For answers of our own servers: short, and nested a few
 * levels deep.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @param text the JSON
     * @return the value
     * @throws IllegalArgumentException if the text is not JSON; says where
     */
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at != text.length()) {
            throw reader.expected("the end");
        }
        return value;
    }

    /**
     * Reads one object.
     *
     * @param text the JSON
     * @return the object
     * @throws IllegalArgumentException if the text is not a JSON object; says where
     */
    @SuppressWarnings("unchecked") // value() makes no other maps
    public static Map<String, Object> readObject(String text) {
        Object value = read(text);
        if (value instanceof Map<?, ?>) {
            return (Map<String, Object>) value;
        }
        throw new IllegalArgumentException("JSON: expected an object at 0");
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " levels");
        }
        skipSpace();
        char c = peek();
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        if (c == '"') {
            return string();
        }
        return c == '-' || (c >= '0' && c <= '9') ? number() : word();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        take('{');
        if (!closes('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                take(':');
                object.put(name, value(depth + 1));
            } while (continues('}'));
        }
        return object;
    }

    private List<Object> array(int depth) {
        List<Object> array = new ArrayList<>();
        take('[');
        if (!closes(']')) {
            do {
                array.add(value(depth + 1));
            } while (continues(']'));
        }
        return array;
    }

    private boolean closes(char end) {
        skipSpace();
        boolean closes = peek() == end;
        at += closes ? 1 : 0;
        return closes;
    }

    private boolean continues(char end) {
        if (closes(end)) {
            return false;
        }
        take(',');
        return true;
    }

    private String string() {
        take('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw expected("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw expected("an escape such as \\n before this");
        };
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (digits.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            return Long.valueOf(digits);
        }
        return new BigDecimal(digits).doubleValue();
    }

    private Object word() {
        if (text.startsWith("true", at)) {
            at += 4;
            return true;
        }
        if (text.startsWith("false", at)) {
            at += 5;
            return false;
        }
        if (text.startsWith("null", at)) {
            at += 4;
            return null;
        }
        throw expected("a value");
    }

    private void take(char c) {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw expected("more");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("JSON: expected " + what + " at " + at);
    }
}
