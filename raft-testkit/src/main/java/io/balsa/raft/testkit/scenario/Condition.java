package io.balsa.raft.testkit.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code key=value}, or another comparison of numbers. */
record Condition(String key, String operator, String value) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z-]*)(=|!=|>=|<=|<|>)(.*)");

    /** Reads a word; null if it has another form. */
    static Condition parse(String word) {
        Matcher form = FORM.matcher(word);
        return form.matches() ? new Condition(form.group(1), form.group(2), form.group(3)) : null;
    }

    /** Whether a value satisfies the comparison; an ordering is satisfied by numbers only. */
    boolean holds(String actual) {
        if (operator.equals("=")) {
            return value.equals(actual);
        }
        if (operator.equals("!=")) {
            return !value.equals(actual);
        }
        if (!isNumber(actual) || !isNumber(value)) {
            return false;
        }
        return compare(operator, Long.parseLong(actual), Long.parseLong(value));
    }

    /** Compares two numbers. */
    static boolean compare(String operator, long actual, long value) {
        return switch (operator) {
            case "=" -> actual == value;
            case "!=" -> actual != value;
            case "<" -> actual < value;
            case "<=" -> actual <= value;
            case ">" -> actual > value;
            case ">=" -> actual >= value;
            default -> throw new IllegalArgumentException("comparison '" + operator + "': expected = != < <= > >=");
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}");
    }

    @Override
    public String toString() {
        return key + operator + value;
    }
}
