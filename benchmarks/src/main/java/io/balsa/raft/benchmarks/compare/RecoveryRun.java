package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A follower's process is killed and started again with a long log and no snapshot: how long until it has applied all of it again. */
final class RecoveryRun {
    private static final int PATIENCE_SECONDS = 600;
    private static final String WINDOW = "1024";

    private RecoveryRun() {}

    static Outcome of(Subject subject, Options options) throws IOException, InterruptedException {
        int entries = options.number("entries");
        List<String> load =
                List.of("--commands", Integer.toString(entries), "--window", WINDOW, "--bytes", options.text("bytes"));
        try (ScratchDirectory directory = ScratchDirectory.create("recovery");
                ServerProcesses servers = new ServerProcesses(subject, directory.path(), load)) {
            servers.go(PATIENCE_SECONDS);
            int leader = servers.await(event -> event.name().equals(ServerMain.LEADS), PATIENCE_SECONDS)
                    .server();
            int follower = leader == 0 ? 1 : 0;
            servers.awaitFrom(follower, ServerMain.APPLIED, PATIENCE_SECONDS);
            servers.kill(follower);
            long begin = System.nanoTime();
            servers.startAgain(follower);
            long started = servers.awaitFrom(follower, ServerMain.STARTED, PATIENCE_SECONDS)
                    .nanos();
            long applied = servers.awaitFrom(follower, ServerMain.APPLIED, PATIENCE_SECONDS)
                    .nanos();
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            figures.put(Metric.STARTED_SECONDS, (started - begin) / 1e9);
            figures.put(Metric.APPLIED_SECONDS, (applied - begin) / 1e9);
            return new Outcome(servers.version(), servers.settings(), Map.of(entries, figures));
        }
    }
}
