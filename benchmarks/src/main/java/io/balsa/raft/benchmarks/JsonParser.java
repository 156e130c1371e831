package io.balsa.raft.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON as {@link Json} writes it, and as others do: maps in the order of the text, lists, text, numbers as {@code double}, booleans, and NaN for null. */
public final class JsonParser {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    /**
     * Reads a value.
     *
     * @param text one value and nothing else
     * @return the value
     * @throws IllegalArgumentException if that is no JSON; says where
     */
    public static Object parse(String text) {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value();
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.unexpected("the end");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (at == text.length()) {
            throw unexpected("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Double.NaN);
            default -> number();
        };
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (takes('}')) {
            return map;
        }
        do {
            skipSpace();
            String key = string();
            expect(':');
            map.put(key, value());
        } while (takes(','));
        expect('}');
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        if (takes(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (takes(','));
        expect(']');
        return list;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        if (at == text.length()) {
            throw unexpected("an escaped character");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + HEX_DIGITS > text.length()) {
                    throw unexpected("four hexadecimal digits");
                }
                at += HEX_DIGITS;
                yield (char) Integer.parseInt(text, at - HEX_DIGITS, at, HEX);
            }
            default -> c;
        };
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return meaning;
    }

    private Double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected("a value");
        }
        at = number.end();
        return Double.valueOf(number.group());
    }

    private void expect(char c) {
        if (!takes(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private boolean takes(char c) {
        if (c != '"') {
            skipSpace();
        }
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        String found = at == text.length() ? "the end" : "'" + text.charAt(at) + "'";
        return new IllegalArgumentException("JSON: " + found + " at position " + at + ", expected " + expected);
    }
}
