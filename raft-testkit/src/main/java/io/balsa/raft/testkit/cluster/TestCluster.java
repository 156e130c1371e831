package io.balsa.raft.testkit.cluster;

import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.StateMachine;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.memory.MemoryNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A cluster of your state machine in one JVM: real servers with their real threads, network and storage in memory. Servers are called {@code n1}, {@code n2} and
 * so on.
 *
 * <p>Whatever waits does so until a deadline (30 s unless set otherwise) and then throws an {@link AssertionError} that shows how every server is doing.
 * Methods may be called by several threads, but for {@link #kill}, {@link #restart} and {@link #close}, which are for one thread at a time.
 */
public final class TestCluster implements AutoCloseable {
    private final Map<NodeId, TestServer> servers = new LinkedHashMap<>();
    private final MemoryNetwork network = new MemoryNetwork();
    private final Leadership leadership = new Leadership(servers.values(), network);
    private final List<Member> members = new ArrayList<>();
    private final AtomicLong appliedSomewhere = new AtomicLong();
    private final Supplier<? extends StateMachine> stateMachine;
    private final RaftConfig config;
    private final Duration timeout;

    private TestCluster(
            int voters, Supplier<? extends StateMachine> stateMachine, RaftConfig config, Duration timeout) {
        this.stateMachine = stateMachine;
        this.config = config;
        this.timeout = timeout;
        for (int number = 1; number <= voters; number++) {
            NodeId id = NodeId.of("n" + number);
            servers.put(id, new TestServer(id));
            members.add(new Member(id, "memory:" + number));
        }
    }

    /**
     * Begins to describe a cluster.
     *
     * @param stateMachine makes the state machine for each start of each server: a new object in its initial state
     * @return a builder for three servers
     */
    public static TestClusterBuilder of(Supplier<? extends StateMachine> stateMachine) {
        return new TestClusterBuilder(stateMachine);
    }

    static TestCluster start(
            int voters, Supplier<? extends StateMachine> stateMachine, RaftConfig config, Duration timeout)
            throws IOException {
        TestCluster cluster = new TestCluster(voters, stateMachine, config, timeout);
        try {
            for (TestServer server : cluster.servers.values()) {
                cluster.start(server);
            }
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void start(TestServer server) throws IOException {
        GuardedMachine machine =
                new GuardedMachine(stateMachine.get(), index -> appliedSomewhere.accumulateAndGet(index, Math::max));
        RaftNode node = RaftNode.builder()
                .cluster("test")
                .id(server.id().value())
                .bootstrap(members)
                .storage(server.storage())
                .transport(network.transport())
                .stateMachine(machine)
                .config(config)
                .start();
        server.started(node, machine);
    }

    /** {@return the names of all servers, killed ones too, in order} */
    public List<NodeId> nodes() {
        return List.copyOf(servers.keySet());
    }

    /**
     * A server as the product offers it: its status, its listeners, and proposals that are not repeated.
     *
     * @param id the server
     * @return the node
     * @throws IllegalStateException if it is killed
     */
    public RaftNode node(NodeId id) {
        return server(id).node();
    }

    /**
     * The state machine of a server, to look into. What the server applied before this call shows; while it goes on applying, only what the object itself
     * makes safe to look at is. A restarted server has a new object.
     *
     * @param id the server
     * @param type its class
     * @param <S> its class
     * @return the object that your factory made
     * @throws IllegalStateException if the server is killed
     */
    public <S extends StateMachine> S stateMachine(NodeId id, Class<S> type) {
        return type.cast(server(id).machine().machine());
    }

    /** {@return the network in memory, for faults that this class has no word for, such as losses and one-way cuts} */
    public MemoryNetwork network() {
        return network;
    }

    /**
     * Ends a server at once. What it had persisted stays, everything else is gone; proposals under way there fail with {@link OutcomeUnknownException}. Does
     * nothing if it is killed already.
     *
     * @param id the server
     */
    public void kill(NodeId id) {
        server(id).kill();
    }

    /**
     * Starts a server with the disk that it had, and with a new state machine. One that still runs is killed first.
     *
     * @param id the server
     */
    public void restart(NodeId id) {
        TestServer server = server(id);
        server.kill();
        try {
            start(server);
        } catch (IOException e) {
            throw new UncheckedIOException("restart of " + id, e);
        }
    }

    /**
     * Cuts the network between these servers and all others, without either side being told. Cuts add up, until {@link #heal}.
     *
     * @param side the servers on one side
     */
    public void partition(NodeId... side) {
        List<NodeId> inside = Arrays.stream(side).map(id -> server(id).id()).toList();
        for (NodeId other : servers.keySet()) {
            if (!inside.contains(other)) {
                inside.forEach(one -> network.cut(one, other));
            }
        }
    }

    /**
     * Cuts one server off from all others: {@link #partition} with a single server.
     *
     * @param id the server
     */
    public void isolate(NodeId id) {
        partition(id);
    }

    /** Ends all cuts and losses of the network. */
    public void heal() {
        network.heal();
    }

    /**
     * Waits for a leader that can work: one that a majority of all servers follow in its term, over connections that are not cut. A leader on the wrong side
     * of a partition does not count, even if it does not know that yet.
     *
     * @return the leader
     */
    public NodeId awaitLeader() {
        Deadline deadline = deadline("a leader that a majority follows");
        while (true) {
            Optional<TestServer> leader = leadership.leader();
            if (leader.isPresent()) {
                return leader.get().id();
            }
            deadline.pause();
        }
    }

    /**
     * Waits until every running server has applied every command that any server has applied by now. Heal partitions first: a server that is cut off cannot
     * catch up. Fails at once if a server has stopped itself, for instance because its state machine threw.
     */
    public void awaitAllApplied() {
        long index = appliedSomewhere.get();
        Deadline deadline = deadline("command " + index + " applied by every running server");
        for (TestServer server : running()) {
            while (server.machine().appliedIndex() < index) {
                if (!server.node().status().health().live()) {
                    throw deadline.failure(server.id() + " has stopped itself");
                }
                deadline.pause();
            }
        }
    }

    /**
     * Waits as {@link #awaitAllApplied} does, and checks that the snapshots of all running servers are equal byte for byte. Nothing may be proposed
     * meanwhile.
     */
    public void assertSameState() {
        awaitAllApplied();
        ServerState.difference(running()).ifPresent(difference -> {
            throw new AssertionError(difference + System.lineSeparator() + describe());
        });
    }

    /**
     * Waits for anything else.
     *
     * @param what what is awaited, for the failure's message
     * @param condition looked at again and again, by this thread
     */
    public void await(String what, BooleanSupplier condition) {
        Deadline deadline = deadline(what);
        while (!condition.getAsBoolean()) {
            deadline.pause();
        }
    }

    /**
     * Proposes a command to the leader, waiting for one if there is none. Tries again as long as the command has certainly not been taken.
     *
     * @param command the command
     * @return the state machine's result
     * @throws RaftException if the command may have taken effect although nobody knows: trying again might apply it twice
     */
    public byte[] propose(byte[] command) {
        return askLeader(
                "a command of " + command.length + " bytes applied",
                node -> node.propose(command),
                RaftException::mayHaveTakenEffect);
    }

    /**
     * Reads from the leader, linearizably, waiting for a leader if there is none. Tries again whatever happens, but for a query that the state machine
     * refuses.
     *
     * @param query handed to {@link StateMachine#read}
     * @return the answer
     * @throws QueryFailedException if the state machine throws
     */
    public byte[] read(byte[] query) {
        return askLeader(
                "a query of " + query.length + " bytes answered",
                node -> node.read(query),
                QueryFailedException.class::isInstance);
    }

    private byte[] askLeader(
            String what, Function<RaftNode, CompletableFuture<byte[]>> question, Predicate<RaftException> isFinal) {
        Deadline deadline = deadline(what);
        while (true) {
            Optional<TestServer> leader = leadership.leader();
            if (leader.isPresent()) {
                try {
                    return deadline.get(question.apply(leader.get().node()));
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof RaftException failure)) {
                        throw new AssertionError(
                                "a node failed with something else than a RaftException", e.getCause());
                    }
                    if (isFinal.test(failure)) {
                        throw failure;
                    }
                }
            }
            deadline.pause();
        }
    }

    /** {@return how every server is doing, a line each} */
    public String describe() {
        return servers.values().stream()
                .map(TestServer::describe)
                .collect(Collectors.joining(System.lineSeparator() + "  ", "  ", ""));
    }

    private Deadline deadline(String what) {
        return new Deadline(timeout, what, this::describe);
    }

    private List<TestServer> running() {
        return servers.values().stream().filter(TestServer::isRunning).toList();
    }

    private TestServer server(NodeId id) {
        TestServer server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("server " + id + ": expected one of " + servers.keySet());
        }
        return server;
    }

    /** Kills all servers. Does nothing the second time. */
    @Override
    public void close() {
        servers.values().forEach(TestServer::kill);
    }
}
