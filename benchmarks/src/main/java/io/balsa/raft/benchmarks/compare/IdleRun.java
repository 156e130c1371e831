package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Cluster;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Three servers with a leader and nothing to do. */
final class IdleRun {
    private static final int WINDOW = 64;

    private final ClosedLoop loop;
    private final Options options;

    IdleRun(Cluster cluster, Options options) {
        this.loop = new ClosedLoop(cluster, new Commands(options.number("bytes")));
        this.options = options;
    }

    Map<Integer, Map<Metric, Double>> run() throws Exception {
        int seconds = options.number("seconds");
        // Something to do first, so that all is loaded and in use; then time to come to rest.
        loop.run(WINDOW, options.number("warmup"), new Latencies());
        TimeUnit.SECONDS.sleep(options.number("warmup"));
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        Meter before = new Meter();
        TimeUnit.SECONDS.sleep(seconds);
        new Meter().putSince(before, 0, figures);
        return Map.of(seconds, figures);
    }
}
