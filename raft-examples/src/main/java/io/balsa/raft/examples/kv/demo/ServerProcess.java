package io.balsa.raft.examples.kv.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One server of the demonstration: a process of its own, started, killed and started again with the same data and ports. */
final class ServerProcess {
    private final String id;
    private final String raft;
    private final String http;
    private final Path log;
    private final List<String> command;
    // Written by the demonstration's thread; read by the one that cleans up after Ctrl-C, too.
    private volatile Optional<Process> process = Optional.empty();

    /**
     * A server that is not running yet.
     *
     * @param id its name
     * @param raft where the other servers reach it
     * @param http where it answers HTTP
     * @param log where its output goes
     * @param serve the arguments after {@code kv}
     */
    ServerProcess(String id, String raft, String http, Path log, List<String> serve) {
        this.id = id;
        this.raft = raft;
        this.http = http;
        this.log = log;
        this.command = command(serve);
    }

    private static List<String> command(List<String> serve) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // These processes live for seconds: the optimizing compiler would take more time than it saves.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.balsa.raft.examples.kv.cli.KvMain"));
        command.addAll(serve);
        return command;
    }

    String id() {
        return id;
    }

    String raft() {
        return raft;
    }

    String http() {
        return http;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.map(Process::pid).orElse(-1L);
    }

    void start() throws IOException {
        // Standard input stays open as long as we live: the server stops when it ends, so none outlives us.
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** SIGKILL. Returns at once; the process may take a moment to be gone, see {@link #awaitGone}. */
    void kill() {
        process.ifPresent(Process::destroyForcibly);
    }

    void awaitGone() throws InterruptedException {
        Optional<Process> dying = process;
        if (dying.isPresent()) {
            dying.get().waitFor();
            process = Optional.empty();
        }
    }

    /** {@return whether it was started, not killed by us, and has ended all the same} */
    boolean diedByItself() {
        return process.filter(started -> !started.isAlive()).isPresent();
    }
}
