package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.NodeStatus;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.transport.netty.NettyTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Three nodes in this process, each with a log on the disk, talking over the loopback. */
final class BalsaCluster implements Cluster {
    static final String CLUSTER = "benchmark";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<CountingStateMachine> stateMachines = new ArrayList<>();
    private final RaftNode leader;

    private BalsaCluster(Path directory) throws Exception {
        List<Integer> ports = FreePorts.find(Library.NODES);
        String[] members = IntStream.range(0, Library.NODES)
                .mapToObj(i -> name(i) + "=127.0.0.1:" + ports.get(i))
                .toArray(String[]::new);
        try {
            for (int i = 0; i < Library.NODES; i++) {
                nodes.add(startNode(name(i), members, directory.resolve(name(i))));
            }
            this.leader = awaitLeader();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static BalsaCluster start(Path directory) throws Exception {
        return new BalsaCluster(directory);
    }

    static String name(int number) {
        return "n" + (number + 1);
    }

    private RaftNode startNode(String name, String[] members, Path directory) throws IOException {
        CountingStateMachine stateMachine = new CountingStateMachine();
        stateMachines.add(stateMachine);
        return RaftNode.builder()
                .cluster(CLUSTER)
                .id(name)
                .bootstrap(members)
                .storage(FileStorage.at(directory))
                .transport(NettyTransport.create())
                .stateMachine(stateMachine)
                .start();
    }

    private RaftNode awaitLeader() throws Exception {
        Await.until(
                "a leader is elected", PATIENCE, () -> nodes.stream().anyMatch(BalsaCluster::leads), this::statuses);
        return nodes.stream().filter(BalsaCluster::leads).findFirst().orElseThrow();
    }

    private static boolean leads(RaftNode node) {
        return node.status().role() == Role.LEADER && node.status().health().ready();
    }

    private List<NodeStatus> statuses() {
        return nodes.stream().map(RaftNode::status).toList();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        CompletableFuture<byte[]> unused =
                leader.propose(command).whenComplete((result, problem) -> acknowledgement.completed(problem));
    }

    @Override
    public List<Applied> applied() {
        return stateMachines.stream().map(CountingStateMachine::applied).toList();
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
    }
}
