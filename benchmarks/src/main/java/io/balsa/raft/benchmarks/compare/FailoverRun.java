package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The leader's process is killed, or frozen, under load: how long until another server acknowledges a command. */
final class FailoverRun {
    /** SIGKILL, which closes the leader's connections, and SIGSTOP, which does not. */
    static final String SIGNALS = "9,19";

    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> OPTIONS = List.of("--commands", "999999999", "--window", "64");

    private FailoverRun() {}

    static Outcome of(Subject subject, List<Integer> signals, int warmupSeconds)
            throws IOException, InterruptedException {
        Map<Integer, Map<Metric, Double>> measured = new TreeMap<>();
        String version = "";
        String settings = "";
        for (int signal : signals) {
            try (ScratchDirectory directory = ScratchDirectory.create("failover");
                    ServerProcesses servers = new ServerProcesses(subject, directory.path(), OPTIONS)) {
                Map<Metric, Double> figures = new EnumMap<>(Metric.class);
                figures.put(Metric.FAILOVER_MILLIS, millis(servers, signal, warmupSeconds));
                measured.put(signal, figures);
                version = servers.version();
                settings = servers.settings();
            }
        }
        return new Outcome(version, settings, measured);
    }

    private static double millis(ServerProcesses servers, int signal, int warmupSeconds)
            throws IOException, InterruptedException {
        ServerProcesses.Event leads = servers.await(FailoverRun::leads, PATIENCE_SECONDS);
        int leader = leads.server();
        TimeUnit.SECONDS.sleep(warmupSeconds);
        long begin = System.nanoTime();
        servers.signal(leader, Integer.toString(signal));
        ServerProcesses.Event next = servers.await(
                event -> leads(event) && event.server() != leader && event.nanos() - begin > 0, PATIENCE_SECONDS);
        return (next.nanos() - begin) / 1e6;
    }

    private static boolean leads(ServerProcesses.Event event) {
        return event.name().equals(ServerMain.LEADS);
    }
}
