package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.ServerCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Three servers of a library, a process each, and what they tell. */
final class ServerProcesses implements AutoCloseable {
    private static final long LOOK_AROUND_MILLIS = 200;
    private static final int SETTLE_SECONDS = 3;

    private final Subject subject;
    private final List<String> options;
    private final Path directory;
    private final IntFunction<List<String>> prefix;
    private final Ports ports = Ports.find();
    private final List<Process> processes = new ArrayList<>();
    private final Thread whenInterrupted = new Thread(() -> processes.forEach(Processes::end), "end-servers");
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Set<Integer> killed = new HashSet<>();
    private int leader = -1;
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
        this(subject, directory, options, server -> List.of());
    }

    /**
     * Starts three servers.
     *
     * @param options of {@link ServerMain}
     * @param prefix for each server words in front of its command, such as a tracer's
     */
    ServerProcesses(Subject subject, Path directory, List<String> options, IntFunction<List<String>> prefix)
            throws IOException {
        this.subject = subject;
        this.directory = directory;
        this.options = options;
        this.prefix = prefix;
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        for (int server = 0; server < Library.NODES; server++) {
            processes.add(launch(server));
        }
    }

    private Process launch(int server) throws IOException {
        List<String> command = new ArrayList<>(prefix.apply(server));
        command.addAll(Processes.java(subject, directory, ServerMain.class));
        command.addAll(List.of("--library", subject.library(), "--number", Integer.toString(server + 1)));
        command.addAll(List.of("--ports", ports.text()));
        command.addAll(List.of(
                "--directory", directory.resolve(ServerCluster.name(server)).toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors(server).toFile()))
                .start();
        Thread listener = new Thread(() -> listen(server, process), "listener-" + server);
        listener.setDaemon(true);
        listener.start();
        return process;
    }

    private Path errors(int server) {
        return directory.resolve(ServerCluster.name(server) + ".errors");
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
    Event await(Predicate<Event> kind, int seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Event event = events.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS);
            if (event == null) {
                requireNoFailure();
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(subject.title() + ": nothing for " + seconds
                            + " s; processes alive: "
                            + processes.stream().map(Process::isAlive).toList() + errors());
                }
                continue;
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

    /** {@return who told a thing last that all may tell, when some time has passed; or whoever is thought to have told it before} */
    int latest(String name, int afterSeconds, int before) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(afterSeconds);
        requireNoFailure();
        int latest = before;
        for (Event event = events.poll(); event != null; event = events.poll()) {
            latest = event.name().equals(name) ? event.server() : latest;
        }
        return latest;
    }

    /** {@return the next thing with a name that a server tells} */
    Event awaitFrom(int server, String name, int seconds) throws IOException, InterruptedException {
        return await(event -> event.server() == server && event.name().equals(name), seconds);
    }

    private void requireNoFailure() throws IOException {
        for (int server = 0; server < processes.size(); server++) {
            if (!processes.get(server).isAlive() && !killed.contains(server)) {
                throw new IllegalStateException(subject.title() + ": server " + ServerCluster.name(server)
                        + " has ended with code " + processes.get(server).exitValue() + errors());
            }
        }
    }

    private String errors() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int server = 0; server < Library.NODES; server++) {
            all.append("\n").append(ServerCluster.name(server)).append(": ").append(Processes.tail(errors(server)));
        }
        return all.toString();
    }

    /**
     * Waits until all servers have started, and some time more for them to find one another: a library that is slow at letting a follower catch up shall not
     * begin with one that is behind.
     */
    void awaitStart(int seconds) throws IOException, InterruptedException {
        Set<Integer> started = new HashSet<>();
        while (started.size() < Library.NODES) {
            Event event =
                    await(e -> e.name().equals(ServerMain.STARTED) || e.name().equals(ServerMain.LEADS), seconds);
            if (event.name().equals(ServerMain.STARTED)) {
                started.add(event.server());
            } else {
                leader = event.server();
            }
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    }

    /** {@return who leads among servers that are told what to do} */
    int awaitLeader(int seconds) throws IOException, InterruptedException {
        awaitStart(seconds);
        if (leader < 0) {
            leader = await(e -> e.name().equals(ServerMain.LEADS), seconds).server();
        }
        return latest(ServerMain.LEADS, 0, leader);
    }

    /** Lets all servers propose whenever they lead. */
    void go(int seconds) throws IOException, InterruptedException {
        awaitStart(seconds);
        for (int server = 0; server < Library.NODES; server++) {
            tell(server, String.valueOf(ServerMain.GO));
        }
    }

    /** Tells a server what to do, see {@link DirectedLoad}. */
    void tell(int server, String line) throws IOException {
        processes.get(server).getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        processes.get(server).getOutputStream().flush();
    }

    /** Tells a server what to do, and waits until that is done. Returns what it told. */
    Event ask(int server, String line, int seconds) throws IOException, InterruptedException {
        tell(server, line);
        return awaitFrom(server, ServerMain.DONE, seconds);
    }

    /** Sends a signal of which a server's process may end. */
    void signal(int server, String signal) throws IOException, InterruptedException {
        killed.add(server);
        String pid = Long.toString(processes.get(server).pid());
        int code = new ProcessBuilder("kill", "-" + signal, pid)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + signal + " " + pid + " ended with code " + code);
        }
    }

    /** Kills a server's process and waits until it is gone. */
    void kill(int server) throws IOException, InterruptedException {
        signal(server, "KILL");
        processes.get(server).waitFor();
        subject.removeWhatIsLeftOf(processes.get(server).pid());
    }

    /** Starts a server again that has ended. */
    void startAgain(int server) throws IOException {
        processes.set(server, launch(server));
        killed.remove(server);
    }

    /** {@return processor time of all servers together} */
    double cpuSeconds() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e9)
                .sum();
    }

    String version() {
        return version;
    }

    String settings() {
        return settings;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        for (Process process : processes) {
            for (ProcessHandle ended : Processes.end(process)) {
                subject.removeWhatIsLeftOf(ended.pid());
            }
        }
    }
}
