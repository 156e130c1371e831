package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A follower's process is killed; much is written without it; it is started again while an open loop goes on to write at a fixed rate. How fast it catches up,
 * and what the writes suffer.
 */
final class CatchUpRun {
    private static final int PATIENCE_SECONDS = 1800;

    /** Who has not caught up then never will, at this rate. */
    private static final int CATCH_UP_SECONDS = 300;

    private static final int FILL_MILLIS = 1_700_000;
    private static final int WARMUP_WINDOW = 64;
    private static final int FILL_WINDOW = 1024;
    private static final int MEBIBYTE = 1 << 20;

    /** The follower has all that to apply again before it has anything to catch up with. */
    private static final long WARMUP_BYTES = 128 * MEBIBYTE;

    /** So that what was under way at the end of a stretch has been acknowledged. */
    private static final int SETTLE_SECONDS = 1;

    private final ServerProcesses servers;
    private final Options options;
    private final int leader;
    private final int follower;

    private CatchUpRun(ServerProcesses servers, Options options, int leader) {
        this.servers = servers;
        this.options = options;
        this.leader = leader;
        this.follower = leader == 0 ? 1 : 0;
    }

    static Outcome of(Subject subject, Options options) throws IOException, InterruptedException {
        Map<Metric, Double> figures;
        int mebibytes = options.number("mib-behind");
        try (ScratchDirectory directory = ScratchDirectory.create("catchup")) {
            Outcome outcome;
            try (ServerProcesses servers =
                    new ServerProcesses(subject, directory.path(), List.of("--bytes", options.text("bytes")))) {
                int leader = servers.awaitLeader(PATIENCE_SECONDS);
                figures = new CatchUpRun(servers, options, leader).run((long) mebibytes * MEBIBYTE);
                outcome = new Outcome(servers.version(), servers.settings(), Map.of(mebibytes, figures));
            }
            long bytes = (long) mebibytes * MEBIBYTE;
            double disk = DiskSpeed.forcedOnce(directory.path(), bytes);
            figures.put(Metric.DISK_MEGABYTES_PER_SECOND, disk);
            figures.put(Metric.DISK_FORCED_MEGABYTES_PER_SECOND, DiskSpeed.forcedOften(directory.path(), bytes));
            figures.put(Metric.CATCH_UP_TO_DISK, figures.get(Metric.CATCH_UP_MEGABYTES_PER_SECOND) / disk);
            return outcome;
        }
    }

    private Map<Metric, Double> run(long bytesBehind) throws IOException, InterruptedException {
        int seconds = options.number("seconds");
        String open = "open " + options.text("rate");
        ask(
                leader,
                "closed " + WARMUP_WINDOW + " " + options.number("warmup") * 1000 + " "
                        + WARMUP_BYTES / options.number("bytes"));
        awaitSame();

        servers.tell(leader, open);
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        ask(leader, "end");
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        DirectedLoad.Told before = within(began, System.nanoTime());

        long common = awaitSame();
        servers.kill(follower);
        ask(leader, "closed " + FILL_WINDOW + " " + FILL_MILLIS + " " + bytesBehind / options.number("bytes"));
        servers.tell(leader, open);
        long alone = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        long again = System.nanoTime();
        servers.startAgain(follower);
        long target = count(leader);
        long started = servers.awaitFrom(follower, ServerMain.STARTED, PATIENCE_SECONDS)
                .nanos();
        long caughtUp =
                servers.ask(follower, "await " + target, CATCH_UP_SECONDS).nanos();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        ask(leader, "end");
        DirectedLoad.Told without = within(alone, again);
        DirectedLoad.Told during = within(started, caughtUp);
        awaitSame();

        double megabytes = (target - common) * (double) options.number("bytes") / 1e6;
        double took = (caughtUp - started) / 1e9;
        figures.put(Metric.STARTED_SECONDS, (started - again) / 1e9);
        figures.put(Metric.CATCH_UP_SECONDS, took);
        figures.put(Metric.CATCH_UP_MEGABYTES_PER_SECOND, megabytes / took);
        put(before, without, during, figures);
        return figures;
    }

    static void put(
            DirectedLoad.Told before,
            DirectedLoad.Told without,
            DirectedLoad.Told during,
            Map<Metric, Double> figures) {
        figures.put(Metric.COMMANDS, (double) during.count());
        figures.put(Metric.BEFORE_P50_MICROS, before.p50Micros());
        figures.put(Metric.BEFORE_P99_MICROS, before.p99Micros());
        figures.put(Metric.WITHOUT_P50_MICROS, without.p50Micros());
        figures.put(Metric.WITHOUT_P99_MICROS, without.p99Micros());
        figures.put(Metric.DURING_P50_MICROS, during.p50Micros());
        figures.put(Metric.DURING_P99_MICROS, during.p99Micros());
        figures.put(Metric.DURING_TO_BEFORE_P50, during.p50Micros() / before.p50Micros());
        figures.put(Metric.DURING_TO_BEFORE_P99, during.p99Micros() / before.p99Micros());
    }

    private ServerProcesses.Event ask(int server, String line) throws IOException, InterruptedException {
        return servers.ask(server, line, PATIENCE_SECONDS);
    }

    private DirectedLoad.Told within(long from, long to) throws IOException, InterruptedException {
        return DirectedLoad.Told.parse(ask(leader, "within " + from + " " + to).text());
    }

    private long count(int server) throws IOException, InterruptedException {
        return Long.parseLong(ask(server, "state").text().split(" ", -1)[0]);
    }

    /** Waits until all three have applied the same, in the same order; nothing is proposed meanwhile. Returns how much that is. */
    private long awaitSame() throws IOException, InterruptedException {
        long count = count(leader);
        String state = ask(leader, "state").text();
        for (int server : List.of(0, 1, 2)) {
            servers.ask(server, "await " + count, CATCH_UP_SECONDS);
            String other = ask(server, "state").text();
            if (!other.equals(state)) {
                throw new IllegalStateException("the replicas differ: " + state + " and " + other);
            }
        }
        return count;
    }
}
