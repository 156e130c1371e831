package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Cluster;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Warm-up, then each window in turn. */
final class ClosedLoopRun {
    /** Before each measurement, so that it does not begin with the work that the window before has left. */
    private static final double SETTLE_SECONDS = 0.5;

    private final Cluster cluster;
    private final ClosedLoop loop;
    private final Options options;

    ClosedLoopRun(Cluster cluster, Options options) {
        this.cluster = cluster;
        this.loop = new ClosedLoop(cluster, new Commands(options.number("bytes")));
        this.options = options;
    }

    Map<Integer, Map<Metric, Double>> run() throws Exception {
        List<Integer> windows = options.numbers("windows");
        double warmup = (double) options.number("warmup") / windows.size();
        for (int window : windows) {
            loop.run(window, warmup, new Latencies());
        }
        Map<Integer, Map<Metric, Double>> measured = new TreeMap<>();
        for (int window : windows) {
            loop.run(window, SETTLE_SECONDS, new Latencies());
            measured.put(window, measure(window));
            Replicas.verify(cluster.applied(), loop.acknowledged());
        }
        return measured;
    }

    private Map<Metric, Double> measure(int window) throws Exception {
        Latencies latencies = new Latencies();
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        Hiccups hiccups = Hiccups.watched();
        Meter before = new Meter();
        loop.run(window, options.number("seconds"), latencies);
        Meter after = new Meter();
        hiccups.close();
        double rate = latencies.count() / after.secondsSince(before);
        figures.put(Metric.OPS_PER_SECOND, rate);
        figures.put(Metric.MEGABYTES_PER_SECOND, rate * options.number("bytes") / 1e6);
        latencies.put(hiccups, figures);
        after.putSince(before, latencies.count(), figures);
        return figures;
    }
}
