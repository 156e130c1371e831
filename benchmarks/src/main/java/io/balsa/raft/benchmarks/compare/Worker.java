package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The process of one library in one round. */
final class Worker {
    private static final int FAILED = 1;

    private Worker() {}

    /**
     * Measures, and writes the outcome to a file.
     *
     * @param args {@code --library CLASS --outcome FILE} and the options of the measurement
     */
    public static void main(String[] args) {
        try {
            Map<String, String> defaults = new HashMap<>(ThroughputRun.OPTIONS);
            defaults.put("library", "");
            defaults.put("outcome", "");
            Options options = Options.parse(defaults, args);
            Library library = Class.forName(options.text("library"))
                    .asSubclass(Library.class)
                    .getConstructor()
                    .newInstance();
            ThroughputRun.of(library, options).write(Path.of(options.text("outcome")));
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(FAILED);
        }
        // Libraries leave threads behind.
        System.exit(0);
    }
}
