package io.balsa.raft.testkit.cluster;

import io.balsa.raft.NodeStatus;
import io.balsa.raft.RaftNode;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.memory.MemoryStorage;
import java.util.Optional;

/** One server of a {@link TestCluster}: its disk, which stays, and its process, which comes and goes. */
final class TestServer {
    private final NodeId id;
    private final MemoryStorage storage = new MemoryStorage();
    private volatile Optional<Life> life = Optional.empty();

    /** A server's process: the node, and the state machine made for it. */
    private record Life(RaftNode node, GuardedMachine machine) {}

    TestServer(NodeId id) {
        this.id = id;
    }

    NodeId id() {
        return id;
    }

    MemoryStorage storage() {
        return storage;
    }

    void started(RaftNode node, GuardedMachine machine) {
        life = Optional.of(new Life(node, machine));
    }

    boolean isRunning() {
        return life.isPresent();
    }

    RaftNode node() {
        return running().node();
    }

    GuardedMachine machine() {
        return running().machine();
    }

    /** {@return how the node says it is doing; empty while it is killed} */
    Optional<NodeStatus> status() {
        return life.map(running -> running.node().status());
    }

    private Life running() {
        return life.orElseThrow(() -> new IllegalStateException("server " + id + " is not running: it was killed"));
    }

    void kill() {
        Optional<Life> killed = life;
        life = Optional.empty();
        killed.ifPresent(dead -> dead.node().close());
    }

    /** {@return how the server is doing, in one line} */
    String describe() {
        return life.map(TestServer::describe).orElse(id + ": killed");
    }

    private static String describe(Life life) {
        NodeStatus status = life.node().status();
        String leader = status.leader().map(NodeId::toString).orElse("nobody");
        return status.id() + ": " + status.role() + " in term " + status.term() + ", follows " + leader
                + ", log to " + status.lastIndex() + ", durable " + status.durableIndex()
                + ", committed " + status.commitIndex() + ", applied " + status.appliedIndex()
                + ", last command applied " + life.machine().appliedIndex()
                + (status.health().reasons().isEmpty()
                        ? ""
                        : ", " + String.join("; ", status.health().reasons()));
    }
}
