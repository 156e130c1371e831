package io.balsa.raft.benchmarks.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where figures come from.
 *
 * @param file the name of the file
 * @param machine the machine, as it was described when it was measured
 */
record Source(String file, Map<?, ?> machine) {
    private static final double GIBIBYTE = 1L << 30;
    private static final int DATE_CHARS = 10;

    /** {@return when it was measured; later is greater} */
    String at() {
        return text("at", "");
    }

    /** {@return machine, date and commit in one line} */
    String caption() {
        List<String> parts = new ArrayList<>();
        parts.add(text("processor", "unknown processor"));
        parts.add(number("processors", "cores"));
        if (machine.get("memoryBytes") instanceof Double bytes) {
            parts.add(String.format(Locale.ROOT, "%.0f GiB", bytes / GIBIBYTE));
        }
        // The system's name and version; what follows the number of a kernel says nothing to a reader.
        parts.add(text("system", "unknown system").replaceFirst("^(\\S+ [0-9.]+)\\S*.*", "$1"));
        parts.add(text("fileSystem", ""));
        parts.add(text("java", "").replaceFirst("^.*?([0-9]+\\.[0-9]+\\.[0-9]+).*$", "JDK $1"));
        parts.add(at().length() < DATE_CHARS ? "undated" : at().substring(0, DATE_CHARS));
        parts.add(text("commit", "").replaceFirst("^(?=.)", "commit "));
        parts.removeIf(String::isEmpty);
        return String.join(" · ", parts);
    }

    private String number(String key, String unit) {
        return machine.get(key) instanceof Double count ? String.format(Locale.ROOT, "%.0f %s", count, unit) : "";
    }

    private String text(String key, String otherwise) {
        return machine.get(key) instanceof String text ? text : otherwise;
    }
}
