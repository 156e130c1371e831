package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three servers of the key-value store, each a process of its own, on the loopback. */
final class KvProcesses implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 10;

    /** The JDK's HTTP server closes connections beyond a number that it takes to be idle, even if a request is on its way. */
    private static final String KEEP_ALL_CONNECTIONS = "-Dsun.net.httpserver.maxIdleConnections=100000";

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<KvServer> servers = new ArrayList<>();

    /**
     * Starts them.
     *
     * @param jar the store's program
     * @param directory where they keep their data and their output
     * @param wrapper for each server's name, the words in front of its command, such as those of a tracer
     */
    KvProcesses(Path jar, Path directory, Function<String, List<String>> wrapper) throws IOException {
        this.directory = directory;
        List<Integer> ports = FreePorts.find(2 * SERVERS);
        String cluster = IntStream.range(0, SERVERS)
                .mapToObj(i -> name(i) + "=127.0.0.1:" + ports.get(i))
                .collect(Collectors.joining(","));
        try {
            for (int i = 0; i < SERVERS; i++) {
                start(new KvServer(name(i), ports.get(SERVERS + i)), jar, cluster, wrapper);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void start(KvServer server, Path jar, String cluster, Function<String, List<String>> wrapper)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper.apply(server.id()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms2g", "-Xmx2g", KEEP_ALL_CONNECTIONS));
        command.addAll(List.of("-jar", jar.toString(), "serve", "--id", server.id(), "--cluster", cluster));
        command.addAll(List.of("--data", directory.resolve(server.id()).toString(), "--http", server.address()));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(server.id()))
                .start());
        servers.add(server);
    }

    private static String name(int number) {
        return "n" + (number + 1);
    }

    private File output(String name) {
        return directory.resolve(name + ".out").toFile();
    }

    List<KvServer> servers() {
        return List.copyOf(servers);
    }

    KvServer awaitLeader() throws Exception {
        List<KvServer> leaders = new ArrayList<>();
        Await.until("a server leads", PATIENCE, () -> leaders.addAll(leaders()), () -> "none of " + servers);
        return leaders.get(0);
    }

    private List<KvServer> leaders() throws IOException, InterruptedException {
        List<KvServer> leaders = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            if (!processes.get(i).isAlive()) {
                throw new IllegalStateException("server " + name(i) + " has ended:\n"
                        + Files.readString(output(name(i)).toPath()));
            }
            if (servers.get(i).leads()) {
                leaders.add(servers.get(i));
            }
        }
        return leaders;
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
        for (Process process : processes) {
            // A wrapper ends by itself, and in good order, when the server that it wraps has ended.
            List<ProcessHandle> wrapped = process.descendants().toList();
            wrapped.forEach(ProcessHandle::destroy);
            if (wrapped.isEmpty()) {
                process.destroy();
            }
        }
        try {
            for (Process process : processes) {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            processes.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
