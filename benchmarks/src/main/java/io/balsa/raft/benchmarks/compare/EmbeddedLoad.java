package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.util.List;

/** Three servers of Balsa, a process each, and a closed loop within the leader's process: what is left of a service when nothing is in front of the library. */
public final class EmbeddedLoad implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final ScratchDirectory directory;
    private final ServerProcesses servers;
    private final int leader;

    /**
     * What came of a stretch of load.
     *
     * @param opsPerSecond commands acknowledged
     * @param p50Micros how long half of them took
     * @param cpuMicros processor time of all servers, for each command; with the thread that proposes
     */
    public record Stretch(double opsPerSecond, double p50Micros, double cpuMicros) {}

    /**
     * Starts the servers.
     *
     * @param commandBytes how long each command is
     * @throws IOException if that fails
     * @throws InterruptedException if this thread is interrupted
     */
    public EmbeddedLoad(int commandBytes) throws IOException, InterruptedException {
        directory = ScratchDirectory.create("embedded");
        servers = new ServerProcesses(
                Subject.BALSA, directory.path(), List.of("--bytes", Integer.toString(commandBytes)));
        leader = servers.awaitLeader(PATIENCE_SECONDS);
    }

    /**
     * Proposes for some time.
     *
     * @param window how many commands are under way
     * @param seconds how long
     * @return what came of it
     * @throws IOException if a server is gone
     * @throws InterruptedException if this thread is interrupted
     */
    public Stretch run(int window, int seconds) throws IOException, InterruptedException {
        double cpuBefore = servers.cpuSeconds();
        long begin = System.nanoTime();
        String load = "closed " + window + " " + seconds * 1000L + " " + ClosedLoop.UNLIMITED;
        long end = servers.ask(leader, load, PATIENCE_SECONDS + seconds).nanos();
        double cpu = servers.cpuSeconds() - cpuBefore;
        DirectedLoad.Told told =
                DirectedLoad.Told.parse(servers.ask(leader, "within " + begin + " " + end, PATIENCE_SECONDS)
                        .text());
        return new Stretch(told.count() / ((end - begin) / 1e9), told.p50Micros(), cpu * 1e6 / told.count());
    }

    @Override
    public void close() throws IOException {
        servers.close();
        directory.close();
    }
}
