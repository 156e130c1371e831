package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.NodeStatus;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.transport.netty.NettyTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Three nodes in this process, each with a log on the disk, talking over the loopback. */
final class EmbeddedCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<CountingStateMachine> stateMachines = new ArrayList<>();

    EmbeddedCluster(Path directory) throws IOException {
        List<Integer> ports = FreePorts.find(NODES);
        String[] members = IntStream.range(0, NODES)
                .mapToObj(i -> name(i) + "=127.0.0.1:" + ports.get(i))
                .toArray(String[]::new);
        try {
            for (int i = 0; i < NODES; i++) {
                CountingStateMachine stateMachine = new CountingStateMachine();
                stateMachines.add(stateMachine);
                nodes.add(RaftNode.builder()
                        .cluster("benchmark")
                        .id(name(i))
                        .bootstrap(members)
                        .storage(FileStorage.at(directory.resolve(name(i))))
                        .transport(NettyTransport.create())
                        .stateMachine(stateMachine)
                        .start());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static String name(int number) {
        return "n" + (number + 1);
    }

    RaftNode awaitLeader() throws Exception {
        Await.until(
                "a leader is elected", PATIENCE, () -> nodes.stream().anyMatch(EmbeddedCluster::leads), this::statuses);
        return nodes.stream().filter(EmbeddedCluster::leads).findFirst().orElseThrow();
    }

    private static boolean leads(RaftNode node) {
        return node.status().role() == Role.LEADER && node.status().health().ready();
    }

    /** Throws unless all three state machines applied so many commands, the same in the same order. */
    void verifyApplied(long commands) throws Exception {
        Await.until(
                "every node has applied " + commands + " commands",
                PATIENCE,
                () -> states().stream().allMatch(state -> state.count() == commands),
                () -> states() + ", " + statuses());
        if (states().stream().distinct().count() != 1) {
            throw new IllegalStateException("the replicas differ: " + states());
        }
    }

    private List<CountingStateMachine.State> states() {
        return stateMachines.stream().map(CountingStateMachine::state).toList();
    }

    private List<NodeStatus> statuses() {
        return nodes.stream().map(RaftNode::status).toList();
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
    }
}
