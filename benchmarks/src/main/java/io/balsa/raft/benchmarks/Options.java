package io.balsa.raft.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Options of a command line, each {@code --name value}, with defaults for all. */
public final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param defaults all options that there are, with their defaults
     * @param args the arguments
     * @return the options
     * @throws IllegalArgumentException naming an argument that is no option, or lacks its value
     */
    public static Options parse(Map<String, String> defaults, String[] args) {
        Map<String, String> values = new TreeMap<>(defaults);
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            if (!args[i].startsWith("--") || !values.containsKey(name)) {
                throw new IllegalArgumentException("argument '" + args[i] + "': expected one of --"
                        + String.join(", --", new TreeMap<>(defaults).keySet()));
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("argument '" + args[i] + "': expected a value behind it");
            }
            values.put(name, args[i + 1]);
        }
        return new Options(values);
    }

    /** {@return all options with their values} */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    /**
     * The value of an option.
     *
     * @param name the option
     * @return its text
     */
    public String text(String name) {
        return values.get(name);
    }

    /**
     * The same options but for one.
     *
     * @param name the option
     * @param value its value
     * @return the options
     */
    public Options with(String name, String value) {
        Map<String, String> others = new TreeMap<>(values);
        others.put(name, value);
        return new Options(others);
    }

    /**
     * The value of an option that is true or false.
     *
     * @param name the option
     * @return whether it is true
     */
    public boolean flag(String name) {
        String text = values.get(name);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("--" + name + " '" + text + "': expected true or false");
        }
        return text.equals("true");
    }

    /**
     * The value of an option that is a number greater than 0.
     *
     * @param name the option
     * @return the number
     */
    public int number(String name) {
        return positive(name, values.get(name));
    }

    /**
     * The value of an option that is a list of numbers greater than 0.
     *
     * @param name the option
     * @return the numbers
     */
    public List<Integer> numbers(String name) {
        return Arrays.stream(values.get(name).split(","))
                .map(part -> positive(name, part))
                .toList();
    }

    private static int positive(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--" + name + " '" + text + "': expected a whole number from 1");
        }
        return Integer.parseInt(text);
    }
}
