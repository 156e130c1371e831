package io.balsa.raft.node;

import static io.balsa.raft.node.ListMachine.bytes;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.Role;
import io.balsa.raft.StateMachine;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Whole servers on one thread and on manual time. */
final class SteppedCluster {
    /** A server and what belongs to it. */
    static final class Server {
        final NodeId id;
        final TestStorage storage = new TestStorage();
        final StepRunner runner = new StepRunner();
        final ManualClock clock = new ManualClock();
        StateMachine stateMachine;
        LocalNode node;

        Server(NodeId id) {
            this.id = id;
        }
    }

    final TestHub hub = new TestHub();
    final Map<NodeId, Server> servers = new LinkedHashMap<>();
    final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final Membership membership;
    private final RaftConfig config;
    private final Function<NodeId, StateMachine> stateMachines;
    private final SplittableRandom random = new SplittableRandom(7);

    SteppedCluster(int size, UnaryOperator<RaftConfig.Builder> config, Function<NodeId, StateMachine> stateMachines) {
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            members.add(Member.parse("n" + i + "=test:" + i));
        }
        this.membership = Membership.ofVoters(members);
        this.config = config.apply(RaftConfig.builder()).build();
        this.stateMachines = stateMachines;
        for (Member member : members) {
            servers.put(member.id(), new Server(member.id()));
            start(member.id());
        }
    }

    static SteppedCluster of(int size) {
        return new SteppedCluster(size, UnaryOperator.identity(), id -> new ListMachine());
    }

    Server server(String id) {
        return servers.get(NodeId.of(id));
    }

    /** Starts a server, with a new state machine and on the storage it had. */
    void start(NodeId id) {
        Server server = servers.get(id);
        server.stateMachine = stateMachines.apply(id);
        NodeSettings settings = new NodeSettings(
                "test",
                id,
                membership,
                server.storage,
                hub.transport(id),
                server.stateMachine,
                config,
                Optional.of(callbacks::add));
        try {
            server.node = LocalNode.start(
                    settings, new NodeEnvironment(server.clock, random::nextLong, random.nextLong(), server.runner));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets everything happen that can happen without time passing. */
    void settle() {
        for (int round = 0; round < 100_000; round++) {
            int work = 0;
            for (Server server : servers.values()) {
                work += server.runner.step();
            }
            for (Runnable task = callbacks.poll(); task != null; task = callbacks.poll()) {
                task.run();
                work++;
            }
            if (work == 0) {
                return;
            }
        }
        throw new AssertionError("the servers do not come to rest");
    }

    /** Lets time pass on all servers, a millisecond at a time. */
    void run(Duration duration) {
        for (long millis = 0; millis < duration.toMillis(); millis++) {
            for (Server server : servers.values()) {
                server.clock.advance(Duration.ofMillis(1));
            }
            settle();
        }
    }

    /** Lets time pass until something holds. */
    void runUntil(String what, BooleanSupplier condition) {
        for (int millis = 0; millis < 60_000; millis++) {
            if (condition.getAsBoolean()) {
                return;
            }
            run(Duration.ofMillis(1));
        }
        throw new AssertionError("not within a minute of virtual time: " + what);
    }

    /** {@return the leader of the highest term once it has committed an entry of its own and is connected to a majority} */
    Server leader() {
        runUntil("a leader", () -> currentLeader().isPresent());
        return currentLeader().orElseThrow();
    }

    private Optional<Server> currentLeader() {
        return servers.values().stream()
                .filter(s -> s.node.status().role() == Role.LEADER)
                .filter(s -> servers.values().stream()
                        .allMatch(o -> o.node.status().term() <= s.node.status().term()))
                .filter(s -> s.node.status().commitIndex() == s.node.status().lastIndex())
                .findFirst();
    }

    Server follower() {
        Server leader = leader();
        return servers.values().stream().filter(s -> s != leader).findFirst().orElseThrow();
    }

    /** Lets time pass on all servers but the old leader, until another one leads. */
    Server electWithout(Server old) {
        for (int millis = 0; millis < 10_000; millis++) {
            for (Server server : servers.values()) {
                if (server != old) {
                    server.clock.advance(Duration.ofMillis(1));
                    if (server.node.status().role() == Role.LEADER
                            && server.node.status().health().ready()) {
                        return server;
                    }
                }
            }
            settle();
        }
        throw new AssertionError("no other leader");
    }

    /** Proposes a command and waits for its result. */
    void propose(Server server, String command) {
        CompletableFuture<byte[]> future = server.node.propose(bytes(command));
        runUntil(command + " is acknowledged", future::isDone);
        future.join();
    }

    /** {@return what a server has applied, if its state machine is a {@link ListMachine}} */
    static List<String> commands(Server server) {
        return ((ListMachine) server.stateMachine).commands;
    }
}
