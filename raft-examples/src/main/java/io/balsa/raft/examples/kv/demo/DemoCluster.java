package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Three server processes on loopback, and what they say of themselves. Used by one thread. */
final class DemoCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SIZE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 20;

    private final List<ServerProcess> servers;
    private final KvClient client;

    private DemoCluster(List<ServerProcess> servers) {
        this.servers = servers;
        this.client = new KvClient(servers.stream().map(ServerProcess::http).toList());
    }

    /** Chooses ports; starts nothing yet. */
    static DemoCluster prepare(Path directory, String clusterId) throws IOException {
        List<Integer> ports = FreePorts.find(2 * SIZE);
        List<String> members = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            members.add("n" + (i + 1) + "=" + LOOPBACK + ":" + ports.get(i));
        }
        List<ServerProcess> servers = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            String id = "n" + (i + 1);
            String http = LOOPBACK + ":" + ports.get(SIZE + i);
            servers.add(new ServerProcess(
                    id,
                    LOOPBACK + ":" + ports.get(i),
                    http,
                    directory.resolve(id + ".log"),
                    List.of(
                            "serve",
                            "--id=" + id,
                            "--cluster=" + String.join(",", members),
                            "--data=" + directory.resolve(id),
                            "--http=" + http,
                            "--cluster-id=" + clusterId,
                            "--stop-on-eof")));
        }
        return new DemoCluster(servers);
    }

    List<ServerProcess> servers() {
        return servers;
    }

    KvClient client() {
        return client;
    }

    void startAll() throws IOException {
        for (ServerProcess server : servers) {
            server.start();
        }
    }

    /** SIGKILL to all before waiting for any. */
    void killAll() throws InterruptedException {
        servers.forEach(ServerProcess::kill);
        for (ServerProcess server : servers) {
            server.awaitGone();
        }
    }

    Optional<ServerStatus> status(ServerProcess server) throws InterruptedException {
        Reply reply = client.sendOnce(server.http(), Request.status(), STATUS_TIMEOUT);
        return reply.isSuccess() ? Optional.of(ServerStatus.parse(reply.text())) : Optional.empty();
    }

    /** {@return the status of the server that leads the highest term, once there is one} */
    ServerStatus awaitLeader() throws InterruptedException, DemoFailure {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            Optional<ServerStatus> leader =
                    statuses().stream().filter(ServerStatus::leads).max(Comparator.comparingLong(ServerStatus::term));
            if (leader.isPresent()) {
                return leader.get();
            }
            pause();
        }
        throw new DemoFailure("no leader after " + PATIENCE.toSeconds() + " s");
    }

    /** Waits until a server is ready and has applied all that the leader knew to be committed when the wait began. */
    ServerStatus awaitCaughtUp(ServerProcess server) throws InterruptedException, DemoFailure {
        long goal = awaitLeader().commitIndex();
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            Optional<ServerStatus> status = status(server).filter(s -> s.ready() && s.appliedIndex() >= goal);
            if (status.isPresent()) {
                return status.get();
            }
            pause();
        }
        throw new DemoFailure(server.id() + " has not caught up with index " + goal + " after " + PATIENCE.toSeconds()
                + " s; it says " + status(server));
    }

    /** {@return the highest term that any server knows} */
    long highestTerm() throws InterruptedException {
        return statuses().stream().mapToLong(ServerStatus::term).max().orElse(0);
    }

    private List<ServerStatus> statuses() throws InterruptedException {
        List<ServerStatus> statuses = new ArrayList<>();
        for (ServerProcess server : servers) {
            status(server).ifPresent(statuses::add);
        }
        return statuses;
    }

    ServerProcess server(String id) {
        return servers.stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A server that stops without being killed by us is a failure, even if the others make up for it. */
    void checkNoneDied() throws DemoFailure {
        for (ServerProcess server : servers) {
            if (server.diedByItself()) {
                throw new DemoFailure(server.id() + " ended by itself; see " + server.log());
            }
        }
    }

    private void pause() throws InterruptedException, DemoFailure {
        checkNoneDied();
        Thread.sleep(POLL_MILLIS);
    }

    /** Kills what still runs. */
    @Override
    public void close() {
        servers.forEach(ServerProcess::kill);
    }
}
