package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** One library in a process of its own: warm-up, then each window in turn. */
final class ThroughputRun {
    static final Map<String, String> OPTIONS =
            Map.of("windows", "1,64,1024", "seconds", "8", "warmup", "60", "bytes", "256");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Before each measurement, so that it does not begin with the work that the window before has left. */
    private static final double SETTLE_SECONDS = 0.5;

    private final Cluster cluster;
    private final ClosedLoop loop;
    private final Options options;

    private ThroughputRun(Cluster cluster, Options options) {
        this.cluster = cluster;
        this.loop = new ClosedLoop(cluster, new Commands(options.number("bytes")));
        this.options = options;
    }

    static Outcome of(Library library, Options options) throws Exception {
        try (ScratchDirectory directory = ScratchDirectory.create("cluster");
                Cluster cluster = library.start(directory.path())) {
            Map<Integer, Map<Metric, Double>> windows = new ThroughputRun(cluster, options).run();
            return new Outcome(library.version(), library.settings(), windows);
        }
    }

    private Map<Integer, Map<Metric, Double>> run() throws Exception {
        List<Integer> windows = options.numbers("windows");
        double warmup = (double) options.number("warmup") / windows.size();
        for (int window : windows) {
            loop.run(window, warmup, Latencies.empty());
        }
        Map<Integer, Map<Metric, Double>> measured = new TreeMap<>();
        for (int window : windows) {
            loop.run(window, SETTLE_SECONDS, Latencies.empty());
            measured.put(window, measure(window));
            verify(cluster.applied(), loop.acknowledged());
        }
        return measured;
    }

    private Map<Metric, Double> measure(int window) throws Exception {
        Histogram latencies = Latencies.empty();
        Meter before = new Meter();
        loop.run(window, options.number("seconds"), latencies);
        Meter after = new Meter();
        double count = latencies.getTotalCount();
        double rate = count / after.secondsSince(before);
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.OPS_PER_SECOND, rate);
        figures.put(Metric.MEGABYTES_PER_SECOND, rate * options.number("bytes") / 1e6);
        Latencies.put(latencies, figures);
        figures.put(Metric.CPU_SECONDS_PER_MILLION, after.cpuSecondsSince(before) * 1e6 / count);
        figures.put(Metric.ALLOCATED_BYTES, after.allocatedSince(before) / count);
        figures.put(Metric.ENDED_THREADS, (double) after.endedSince(before));
        figures.put(Metric.OTHERS_BUSY, after.othersBusySince(before));
        return figures;
    }

    /** Throws unless all three servers apply, before long, what was acknowledged and nothing else, in the same order. */
    static void verify(List<Applied> servers, long acknowledged) throws Exception {
        Await.until(
                "every server has applied " + acknowledged + " commands",
                PATIENCE,
                () -> servers.stream().allMatch(applied -> applied.count() == acknowledged),
                () -> servers);
        if (servers.stream().mapToLong(Applied::hash).distinct().count() != 1) {
            throw new IllegalStateException("the replicas differ: " + servers);
        }
    }
}
