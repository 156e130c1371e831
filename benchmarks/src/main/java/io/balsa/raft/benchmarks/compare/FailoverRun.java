package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The leader's process is killed, or frozen, under load: how long until another server acknowledges a command. */
final class FailoverRun {
    /** SIGKILL, which closes the leader's connections, and SIGSTOP, which does not. */
    static final String SIGNALS = "9,19";

    private static final int PATIENCE_SECONDS = 120;
    private static final String UNLIMITED = "999999999";

    private FailoverRun() {}

    static Outcome of(Subject subject, Options options) throws IOException, InterruptedException {
        Map<Integer, Map<Metric, Double>> measured = new TreeMap<>();
        String version = "";
        String settings = "";
        List<String> load = List.of("--commands", UNLIMITED, "--window", "64", "--bytes", options.text("bytes"));
        for (int signal : options.numbers("signals")) {
            try (ScratchDirectory directory = ScratchDirectory.create("failover");
                    ServerProcesses servers = new ServerProcesses(subject, directory.path(), load)) {
                Map<Metric, Double> figures = new EnumMap<>(Metric.class);
                figures.put(Metric.FAILOVER_MILLIS, millis(servers, signal, options.number("warmup")));
                measured.put(signal, figures);
                version = servers.version();
                settings = servers.settings();
            }
        }
        return new Outcome(version, settings, measured);
    }

    private static double millis(ServerProcesses servers, int signal, int warmupSeconds)
            throws IOException, InterruptedException {
        servers.go(PATIENCE_SECONDS);
        int leader = leaderWithTwoFollowers(servers);
        // It may have changed, which peers do that are still starting.
        leader = servers.latest(ServerMain.LEADS, warmupSeconds, leader);
        int signalled = leader;
        long begin = System.nanoTime();
        servers.signal(leader, Integer.toString(signal));
        ServerProcesses.Event next = servers.await(
                event -> leads(event) && event.server() != signalled && event.nanos() - begin > 0, PATIENCE_SECONDS);
        return (next.nanos() - begin) / 1e6;
    }

    private static int leaderWithTwoFollowers(ServerProcesses servers) throws IOException, InterruptedException {
        Set<Integer> joined = new HashSet<>();
        int leader = -1;
        while (leader < 0 || joined.size() < Library.NODES) {
            ServerProcesses.Event event =
                    servers.await(e -> leads(e) || e.name().equals(ServerMain.JOINED), PATIENCE_SECONDS);
            if (leads(event)) {
                leader = event.server();
            } else {
                joined.add(event.server());
            }
        }
        return leader;
    }

    private static boolean leads(ServerProcesses.Event event) {
        return event.name().equals(ServerMain.LEADS);
    }
}
