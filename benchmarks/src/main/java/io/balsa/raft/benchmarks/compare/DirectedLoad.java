package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Does at a server what it is told, a line each, and tells when that is done: {@code closed WINDOW MILLIS COMMANDS} proposes in a closed loop for so long but no
 * more than so many; {@code open RATE} proposes at a rate, beside what it is told next, until {@code end}; {@code within FROM TO} asks how long the commands
 * of a stretch of time took, of the loop that has just ended; {@code await COUNT} asks when so many are applied, {@code state} what is.
 */
final class DirectedLoad {
    private static final int MOST_SAMPLES = 1 << 22;

    private final Server server;
    private final Commands commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private Samples samples = new Samples(MOST_SAMPLES);
    private OpenLoop open;
    private Thread opened;

    /**
     * How long the commands of a stretch of time took.
     *
     * @param count how many there were
     * @param fastestMicros the fastest
     * @param p50Micros half of them
     * @param p99Micros 99 of a hundred
     */
    record Told(long count, double fastestMicros, double p50Micros, double p99Micros) {
        static Told of(Latencies latencies) {
            return new Told(latencies.count(), latencies.micros(0), latencies.micros(50), latencies.micros(99));
        }

        static Told parse(String text) {
            String[] words = text.split(" ", -1);
            return new Told(
                    Long.parseLong(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]));
        }

        String text() {
            return count + " " + fastestMicros + " " + p50Micros + " " + p99Micros;
        }
    }

    DirectedLoad(Server server, Commands commands) {
        this.server = server;
        this.commands = commands;
    }

    /** Goes on until the input ends; then the process does, whatever it is about. */
    void run(InputStream in) throws Exception {
        ServerMain.inBackground("leadership", this::watchLeadership);
        ServerMain.inBackground("input", () -> read(in));
        while (true) {
            obey(lines.take().split(" ", -1));
        }
    }

    private void read(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        ServerMain.end();
    }

    private void watchLeadership() throws InterruptedException {
        while (!server.leads()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        ServerMain.tell(ServerMain.LEADS, System.nanoTime());
    }

    private void obey(String... words) throws Exception {
        switch (words[0]) {
            case "closed" -> {
                samples = new Samples(MOST_SAMPLES);
                ClosedLoop closed = new ClosedLoop(server, commands);
                closed.run(Integer.parseInt(words[1]), number(words[2]) / 1e3, number(words[3]), samples);
                ServerMain.tell(ServerMain.DONE, System.nanoTime());
            }
            case "open" -> {
                samples = new Samples(MOST_SAMPLES);
                open = new OpenLoop(server, commands);
                opened = ServerMain.inBackground(
                        "open", () -> open.runUntilEnded(Double.parseDouble(words[1]), samples));
            }
            case "end" -> {
                open.end();
                opened.join();
                ServerMain.tell(ServerMain.DONE, System.nanoTime());
            }
            case "within" ->
                ServerMain.tell(
                        ServerMain.DONE,
                        Told.of(samples.within(number(words[1]), number(words[2])))
                                .text());
            case "await" -> {
                ServerMain.awaitApplied(server, number(words[1]));
                ServerMain.tell(ServerMain.DONE, System.nanoTime());
            }
            case "state" -> {
                Applied applied = server.applied();
                ServerMain.tell(ServerMain.DONE, applied.count() + " " + applied.hash());
            }
            default -> throw new IOException("told to '" + words[0] + "', which nobody understands");
        }
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }
}
