package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process of one library in one round. */
final class Worker {
    /** What is handed on to it of the options of the comparison. */
    static final Map<String, String> OPTIONS = Map.of(
            "mode",
            "throughput",
            "windows",
            "1,64,1024",
            "percent",
            "50",
            "seconds",
            "8",
            "warmup",
            "60",
            "bytes",
            "256");

    private static final int FAILED = 1;

    /** For starting and stopping, and for waiting until all servers have applied all. */
    private static final int SPARE_SECONDS = 300;

    private Worker() {}

    /** {@return the part of the options that is handed on, as arguments} */
    static List<String> given(Options options) {
        List<String> given = new ArrayList<>();
        for (String name : OPTIONS.keySet()) {
            given.addAll(List.of("--" + name, options.text(name)));
        }
        return given;
    }

    /** {@return after how long a process with these options hangs} */
    static int mostSeconds(Options options) {
        int values =
                options.numbers("windows").size() + options.numbers("percent").size();
        return SPARE_SECONDS + 2 * options.number("warmup") + values * (options.number("seconds") + SPARE_SECONDS / 10);
    }

    /**
     * Measures, and writes the outcome to a file.
     *
     * @param args {@code --library CLASS --outcome FILE} and the options of the measurement
     */
    public static void main(String[] args) {
        try {
            Map<String, String> defaults = new HashMap<>(OPTIONS);
            defaults.put("library", "");
            defaults.put("outcome", "");
            Options options = Options.parse(defaults, args);
            Library library = Class.forName(options.text("library"))
                    .asSubclass(Library.class)
                    .getConstructor()
                    .newInstance();
            run(library, options).write(Path.of(options.text("outcome")));
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(FAILED);
        }
        // Libraries leave threads behind.
        System.exit(0);
    }

    private static Outcome run(Library library, Options options) throws Exception {
        try (ScratchDirectory directory = ScratchDirectory.create("cluster");
                Cluster cluster = library.start(directory.path())) {
            return new Outcome(library.version(), library.settings(), run(cluster, options));
        }
    }

    private static Map<Integer, Map<Metric, Double>> run(Cluster cluster, Options options) throws Exception {
        return switch (Mode.named(options.text("mode"))) {
            case THROUGHPUT, DURABILITY -> new ClosedLoopRun(cluster, options).run();
            case LATENCY -> new OpenLoopRun(cluster, options).run();
            case IDLE -> new IdleRun(cluster, options).run();
            case FAILOVER, RECOVERY, CATCHUP ->
                throw new IllegalArgumentException("--mode: needs a process for each server");
        };
    }
}
