package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Cluster;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A closed loop to find out what the library can do, then an open loop at parts of that. */
final class OpenLoopRun {
    private static final int WIDEST_WINDOW = 1024;

    private final Cluster cluster;
    private final Options options;
    private final ClosedLoop closed;
    private final OpenLoop open;

    OpenLoopRun(Cluster cluster, Options options) {
        Commands commands = new Commands(options.number("bytes"));
        this.cluster = cluster;
        this.options = options;
        this.closed = new ClosedLoop(cluster, commands);
        this.open = new OpenLoop(cluster, commands);
    }

    Map<Integer, Map<Metric, Double>> run() throws Exception {
        int seconds = options.number("seconds");
        closed.run(WIDEST_WINDOW, options.number("warmup"), new Latencies());
        Latencies unhindered = new Latencies();
        closed.run(WIDEST_WINDOW, seconds, unhindered);
        double most = (double) unhindered.count() / seconds;
        Map<Integer, Map<Metric, Double>> measured = new TreeMap<>();
        for (int percent : options.numbers("percent")) {
            Replicas.verify(cluster.applied(), closed.acknowledged() + open.acknowledged());
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            Latencies latencies = new Latencies();
            Hiccups hiccups = Hiccups.watched();
            Meter before = new Meter();
            open.runFor(seconds, most * percent / 100, latencies);
            Meter after = new Meter();
            hiccups.close();
            figures.put(Metric.MAX_OPS_PER_SECOND, most);
            figures.put(Metric.OPS_PER_SECOND, latencies.count() / after.secondsSince(before));
            latencies.put(hiccups, figures);
            after.putSince(before, latencies.count(), figures);
            measured.put(percent, figures);
        }
        return measured;
    }
}
