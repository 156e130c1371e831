package io.balsa.raft.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.balsa.raft.RaftNode;
import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Throughput and latency of the library itself: one thread of the process that embeds the leader proposes, and keeps a number of proposals under
 * way. A write counts when it is durable on a majority, committed and applied, and its future completed.
 */
public final class EmbeddedLoad {
    private final RaftNode leader;
    private final int commandBytes;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long proposed;

    private EmbeddedLoad(RaftNode leader, int commandBytes) {
        this.leader = leader;
        this.commandBytes = commandBytes;
    }

    /**
     * Starts three nodes, puts load on them, and prints the figures.
     *
     * @param args {@code --windows N,N --seconds N --warmup SECONDS --bytes N}
     * @throws Exception if anything fails, or the nodes did not apply what was acknowledged
     */
    public static void main(String[] args) throws Exception {
        Options options =
                Options.parse(Map.of("windows", "1,64,1024", "seconds", "8", "warmup", "5", "bytes", "256"), args);
        try (ScratchDirectory directory = ScratchDirectory.create("embedded");
                EmbeddedCluster cluster = new EmbeddedCluster(directory.path())) {
            EmbeddedLoad load = new EmbeddedLoad(cluster.awaitLeader(), options.number("bytes"));
            System.out.printf(
                    "three nodes in one process, loopback, %d bytes a command, each window %s s after %s s of warm-up%n",
                    load.commandBytes, options.text("seconds"), options.text("warmup"));
            Figures.printHeader();
            for (int window : options.numbers("windows")) {
                load.run(window, options.number("warmup"));
                Figures figures = load.run(window, options.number("seconds"));
                cluster.verifyApplied(load.proposed);
                figures.print();
            }
        }
    }

    private Figures run(int window, int seconds) throws InterruptedException {
        Histogram latencies = new SynchronizedHistogram(Figures.emptyHistogram());
        Semaphore free = new Semaphore(window);
        long before = proposed;
        double cpuBefore = cpuSeconds();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        while (System.nanoTime() - end < 0 && failure.get() == null) {
            free.acquire();
            propose(latencies, free);
        }
        free.acquire(window);
        Figures figures = new Figures(window, (System.nanoTime() - start) / 1e9, latencies, cpuSeconds() - cpuBefore);
        if (failure.get() != null) {
            throw new IllegalStateException("a proposal failed", failure.get());
        }
        if (figures.acknowledged() != proposed - before) {
            throw new IllegalStateException(
                    "proposed " + (proposed - before) + ", acknowledged " + figures.acknowledged());
        }
        return figures;
    }

    private void propose(Histogram latencies, Semaphore free) {
        byte[] command = new byte[commandBytes];
        ByteBuffer.wrap(command).putLong(proposed++);
        long start = System.nanoTime();
        CompletableFuture<byte[]> unused = leader.propose(command).whenComplete((result, problem) -> {
            if (problem == null) {
                latencies.recordValue(System.nanoTime() - start);
            } else {
                failure.compareAndSet(null, problem);
            }
            free.release();
        });
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
