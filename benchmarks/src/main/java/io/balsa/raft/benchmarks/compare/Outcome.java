package io.balsa.raft.benchmarks.compare;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the process of one library in one round hands to the one that started it.
 *
 * @param version the library's version
 * @param settings how it was set up
 * @param windows for each window, what was measured
 */
record Outcome(String version, String settings, Map<Integer, Map<Metric, Double>> windows) {
    private static final String VERSION = "version";
    private static final String SETTINGS = "settings";

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(VERSION, version);
        properties.setProperty(SETTINGS, settings);
        windows.forEach((window, metrics) -> metrics.forEach(
                (metric, value) -> properties.setProperty(window + "." + metric, Double.toString(value))));
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static Outcome read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<Integer, Map<Metric, Double>> windows = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.indexOf('.');
            if (dot > 0) {
                windows.computeIfAbsent(Integer.parseInt(key.substring(0, dot)), w -> new EnumMap<>(Metric.class))
                        .put(Metric.valueOf(key.substring(dot + 1)), Double.parseDouble(properties.getProperty(key)));
            }
        }
        return new Outcome(properties.getProperty(VERSION), properties.getProperty(SETTINGS), windows);
    }
}
