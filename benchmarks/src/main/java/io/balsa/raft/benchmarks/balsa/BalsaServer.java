package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerCluster;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.transport.netty.NettyTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A node with a log on the disk, and with all settings as they come. */
final class BalsaServer implements Server {
    static final String CLUSTER = "benchmark";

    private final CountingStateMachine stateMachine = new CountingStateMachine();
    private final RaftNode node;

    private BalsaServer(int number, Ports ports, Path directory) throws IOException {
        List<String> addresses = ports.addresses();
        String[] members = IntStream.range(0, addresses.size())
                .mapToObj(i -> ServerCluster.name(i) + "=" + addresses.get(i))
                .toArray(String[]::new);
        node = RaftNode.builder()
                .cluster(CLUSTER)
                .id(ServerCluster.name(number))
                .bootstrap(members)
                .storage(FileStorage.at(directory))
                .transport(NettyTransport.create())
                .stateMachine(stateMachine)
                .start();
    }

    static BalsaServer start(int number, Ports ports, Path directory) throws IOException {
        return new BalsaServer(number, ports, directory);
    }

    @Override
    public boolean leads() {
        return node.status().role() == Role.LEADER && node.status().health().ready();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        node.propose(command, (result, problem) -> acknowledgement.completed(problem));
    }

    @Override
    public Applied applied() {
        return stateMachine.applied();
    }

    @Override
    public void close() {
        node.close();
    }

    @Override
    public String toString() {
        return node.status().toString();
    }
}
