package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.compare.EmbeddedLoad;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Throughput and latency of the key-value store: three processes, HTTP to the leader, a number of writes under way. Beside it, in the same run, commands of the
 * same length proposed within the leader's process to three processes that have the library and nothing else: what the store takes beyond that is its
 * own, and nearly all of it is HTTP.
 */
public final class KvLoad {
    /** Entries that the servers themselves put into the log meanwhile, such as where they answer HTTP. */
    private static final int MAX_OWN_ENTRIES = 16;

    /** How much longer than its value the command is that writes it: kinds, lengths, and a key such as {@code bench-1234}. */
    private static final int BYTES_BEYOND_VALUE = 19;

    private final KvProcesses processes;
    private final KvServer leader;

    private KvLoad(KvProcesses processes, KvServer leader) {
        this.processes = processes;
        this.leader = leader;
    }

    /**
     * Starts three servers, puts load on them, and prints the figures.
     *
     * @param args {@code --jar balsa-kv.jar --windows N,N --seconds N --warmup SECONDS --bytes N}
     * @throws Exception if anything fails, or the servers did not apply what was acknowledged
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(
                Map.of("jar", "", "windows", "1,64,1024", "seconds", "8", "warmup", "5", "bytes", "256"), args);
        try (ScratchDirectory directory = ScratchDirectory.create("kv");
                KvProcesses processes =
                        new KvProcesses(Path.of(options.text("jar")), directory.path(), id -> List.of());
                EmbeddedLoad embedded = new EmbeddedLoad(options.number("bytes") + BYTES_BEYOND_VALUE)) {
            KvLoad load = new KvLoad(processes, processes.awaitLeader());
            System.out.printf(
                    "three processes, HTTP over loopback, %s bytes a value, each window %s s after %s s of warm-up;%n"
                            + "beside it the same without HTTP and without the store, proposed within the leader's process%n",
                    options.text("bytes"), options.text("seconds"), options.text("warmup"));
            Figures.printHeader();
            for (int window : options.numbers("windows")) {
                try (HttpLoad http = new HttpLoad(load.leader.http(), window, options.number("bytes"))) {
                    load.run(http, window, options.number("warmup"));
                    Figures figures = load.run(http, window, options.number("seconds"));
                    embedded.run(window, options.number("warmup"));
                    figures.print(embedded.run(window, options.number("seconds")));
                }
            }
        }
    }

    private Figures run(HttpLoad http, int window, int seconds) throws Exception {
        KvServer.Status before = leader.status();
        double cpuBefore = processes.cpuSeconds();
        long start = System.nanoTime();
        Histogram latencies = http.run(seconds, HttpLoad.UNLIMITED);
        double took = (System.nanoTime() - start) / 1e9;
        Figures figures = new Figures(window, took, latencies, processes.cpuSeconds() - cpuBefore);
        verify(figures.acknowledged(), before);
        return figures;
    }

    /** What a server says of itself is as of a moment ago, hence the waiting. */
    private void verify(long acknowledged, KvServer.Status before) throws Exception {
        processes.awaitApplied(before.appliedIndex() + acknowledged);
        KvServer.Status after = leader.status();
        long applied = after.appliedIndex() - before.appliedIndex();
        if (after.term() != before.term() || applied > acknowledged + MAX_OWN_ENTRIES) {
            throw new IllegalStateException(
                    acknowledged + " writes were acknowledged, but the leader went from " + before + " to " + after);
        }
    }
}
