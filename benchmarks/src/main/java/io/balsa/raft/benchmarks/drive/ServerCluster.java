package io.balsa.raft.benchmarks.drive;

import io.balsa.raft.benchmarks.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three servers of a library in this process. */
public final class ServerCluster implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Server> servers = new ArrayList<>();
    private final Server leader;

    private ServerCluster(ServerLibrary library, Path directory) throws Exception {
        Ports ports = Ports.find();
        try {
            for (int i = 0; i < Library.NODES; i++) {
                servers.add(library.startServer(i, ports, directory.resolve(name(i))));
            }
            Await.until("there is a leader", PATIENCE, () -> servers.stream().anyMatch(Server::leads), () -> servers);
            leader = servers.stream().filter(Server::leads).findFirst().orElseThrow();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static ServerCluster start(ServerLibrary library, Path directory) throws Exception {
        return new ServerCluster(library, directory);
    }

    /**
     * {@return what a server is called}
     *
     * @param number which of them it is, from 0
     */
    public static String name(int number) {
        return "n" + (number + 1);
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws Exception {
        leader.propose(command, acknowledgement);
    }

    @Override
    public List<Applied> applied() {
        return servers.stream().map(Server::applied).toList();
    }

    @Override
    public void close() throws IOException {
        for (Server server : servers) {
            server.close();
        }
    }
}
