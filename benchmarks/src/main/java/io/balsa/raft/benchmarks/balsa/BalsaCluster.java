package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three nodes in this process. */
final class BalsaCluster implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<BalsaServer> servers = new ArrayList<>();
    private final BalsaServer leader;

    private BalsaCluster(Path directory) throws Exception {
        List<Integer> ports = FreePorts.find(Library.NODES);
        try {
            for (int i = 0; i < Library.NODES; i++) {
                servers.add(BalsaServer.start(i, ports, directory.resolve(BalsaServer.name(i))));
            }
            Await.until(
                    "a leader is elected",
                    PATIENCE,
                    () -> servers.stream().anyMatch(BalsaServer::leads),
                    () -> servers);
            leader = servers.stream().filter(BalsaServer::leads).findFirst().orElseThrow();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static BalsaCluster start(Path directory) throws Exception {
        return new BalsaCluster(directory);
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        leader.propose(command, acknowledgement);
    }

    @Override
    public List<Applied> applied() {
        return servers.stream().map(BalsaServer::applied).toList();
    }

    @Override
    public void close() {
        servers.forEach(BalsaServer::close);
    }
}
