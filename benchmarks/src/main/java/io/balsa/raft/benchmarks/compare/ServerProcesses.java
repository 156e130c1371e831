package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Three servers of a library, a process each, and what they tell. */
final class ServerProcesses implements AutoCloseable {
    private final Subject subject;
    private final List<String> options;
    private final Path directory;
    private final List<Integer> ports = FreePorts.find(Library.NODES);
    private final List<Process> processes = new ArrayList<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private String version = "";
    private String settings = "";

    /**
     * A line that a server told.
     *
     * @param server which one, from 0
     * @param name one of those in {@link ServerMain}
     * @param text what else it told
     */
    record Event(int server, String name, String text) {
        long nanos() {
            return Long.parseLong(text);
        }
    }

    /**
     * Starts three servers.
     *
     * @param options of {@link ServerMain}
     */
    ServerProcesses(Subject subject, Path directory, List<String> options) throws IOException {
        this.subject = subject;
        this.directory = directory;
        this.options = options;
        for (int server = 0; server < Library.NODES; server++) {
            processes.add(launch(server));
        }
    }

    private Process launch(int server) throws IOException {
        List<String> command = Processes.java(subject, ServerMain.class);
        command.addAll(List.of("--library", subject.library(), "--number", Integer.toString(server + 1)));
        command.addAll(List.of("--ports", ports.stream().map(Object::toString).collect(Collectors.joining(","))));
        command.addAll(
                List.of("--directory", directory.resolve("n" + (server + 1)).toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread listener = new Thread(() -> listen(server, process), "listener-" + server);
        listener.setDaemon(true);
        listener.start();
        return process;
    }

    private void listen(int server, Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    events.add(new Event(server, line.substring(0, blank), line.substring(blank + 1)));
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    /** {@return the next thing of a kind that is told} */
    Event await(Predicate<Event> kind, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new IllegalStateException(subject.title() + ": nothing for " + seconds + " s; processes alive: "
                        + processes.stream().map(Process::isAlive).toList());
            }
            switch (event.name()) {
                case ServerMain.VERSION -> version = event.text();
                case ServerMain.SETTINGS -> settings = event.text();
                default -> {}
            }
            if (kind.test(event)) {
                return event;
            }
        }
    }

    void signal(int server, String signal) throws IOException, InterruptedException {
        String pid = Long.toString(processes.get(server).pid());
        int code = new ProcessBuilder("kill", "-" + signal, pid)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + signal + " " + pid + " ended with code " + code);
        }
    }

    void awaitEnd(int server) throws InterruptedException {
        processes.get(server).waitFor();
    }

    /** Starts a server again that has ended. */
    void startAgain(int server) throws IOException {
        processes.set(server, launch(server));
    }

    String version() {
        return version;
    }

    String settings() {
        return settings;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.onExit().join();
        }
    }
}
