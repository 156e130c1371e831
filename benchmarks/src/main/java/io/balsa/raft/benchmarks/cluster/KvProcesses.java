package io.balsa.raft.benchmarks.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three servers of the key-value store, each a process of its own, on the loopback. */
final class KvProcesses implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<KvServer> servers = new ArrayList<>();

    KvProcesses(Path jar, Path directory) throws IOException {
        this.directory = directory;
        List<Integer> ports = FreePorts.find(2 * SERVERS);
        String cluster = IntStream.range(0, SERVERS)
                .mapToObj(i -> "n" + (i + 1) + "=127.0.0.1:" + ports.get(i))
                .collect(Collectors.joining(","));
        for (int i = 0; i < SERVERS; i++) {
            int http = ports.get(SERVERS + i);
            processes.add(start(jar, "n" + (i + 1), cluster, http));
            servers.add(new KvServer(new InetSocketAddress("127.0.0.1", http)));
        }
    }

    private Process start(Path jar, String id, String cluster, int httpPort) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        File output = directory.resolve(id + ".out").toFile();
        return new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        jar.toString(),
                        "serve",
                        "--id",
                        id,
                        "--cluster",
                        cluster,
                        "--data",
                        directory.resolve(id).toString(),
                        "--http",
                        "127.0.0.1:" + httpPort)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    KvServer awaitLeader() throws Exception {
        List<KvServer> leaders = new ArrayList<>();
        Await.until("a server leads", PATIENCE, () -> leaders.addAll(leaders()), () -> servers);
        return leaders.get(0);
    }

    private List<KvServer> leaders() throws IOException, InterruptedException {
        List<KvServer> leaders = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            requireAlive(i);
            if (servers.get(i).leads()) {
                leaders.add(servers.get(i));
            }
        }
        return leaders;
    }

    private void requireAlive(int number) throws IOException {
        if (!processes.get(number).isAlive()) {
            String output = Files.readString(directory.resolve("n" + (number + 1) + ".out"));
            throw new IllegalStateException("server n" + (number + 1) + " has ended:\n" + output);
        }
    }

    /** Waits until every server has applied the log up to an index. */
    void awaitApplied(long index) throws Exception {
        for (KvServer server : servers) {
            Await.until(
                    server + " has applied index " + index,
                    PATIENCE,
                    () -> server.status().appliedIndex() >= index,
                    () -> "it has not");
        }
    }

    /** {@return processor time of all servers together} */
    double cpuSeconds() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e9)
                .sum();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            processes.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
