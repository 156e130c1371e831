package io.balsa.raft.node;

import static io.balsa.raft.node.FutureFailures.failure;
import static io.balsa.raft.node.ListMachine.bytes;
import static io.balsa.raft.node.ListMachine.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.RaftNodeBuilder;
import io.balsa.raft.Role;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole servers on real threads, in one process. */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // where a callback was hung on to it, or the server is stopped by it
class LocalNodeTests {
    private static final RaftConfig CONFIG = RaftConfig.builder()
            .electionTimeout(Duration.ofMillis(1000)) // long enough for a busy machine
            .heartbeatInterval(Duration.ofMillis(100))
            .build();

    private final TestHub hub = new TestHub();
    private final Map<NodeId, RaftNode> nodes = new LinkedHashMap<>();
    private final Map<NodeId, TestStorage> storages = new LinkedHashMap<>();
    private final Map<NodeId, StateMachine> stateMachines = new LinkedHashMap<>();

    private Load load = new Load(List.of());

    @AfterEach
    void close() throws InterruptedException {
        load.stop();
        nodes.values().forEach(RaftNode::close);
        Await.until("all threads have ended", () -> threads().isEmpty());
    }

    @Test
    void clusterSurvivesTheLossOfItsLeaderAndKeepsWhatWasAcknowledged() throws Exception {
        startThree();
        Set<String> acknowledged = new HashSet<>();
        RaftNode first = leader();
        for (int i = 0; i < 200; i++) {
            first.propose(bytes("a" + i)).get(60, TimeUnit.SECONDS);
            acknowledged.add("a" + i);
        }
        hub.isolate(first.id());
        RaftNode second = leaderOtherThan(first);
        for (int i = 0; i < 200; i++) {
            second.propose(bytes("b" + i)).get(60, TimeUnit.SECONDS);
            acknowledged.add("b" + i);
        }
        hub.heal();

        assertEquals("400", text(second.read(bytes("count")).get(60, TimeUnit.SECONDS)));
        for (StateMachine machine : stateMachines.values()) {
            List<String> commands = ((ListMachine) machine).commands;
            Await.until("all servers have applied all", () -> commands.size() == 400);
            assertEquals(acknowledged, new HashSet<>(commands));
        }
    }

    @RepeatedTest(5)
    void everyFutureCompletesExactlyOnceWhileServersAreClosed() throws Exception {
        startThree();
        leader();
        load = new Load(nodes.values());
        load.start(3);
        Await.until("there is load", () -> load.completed.get() > 200);
        for (RaftNode node : nodes.values()) {
            node.close();
        }
        load.stopAndCheck();
    }

    @RepeatedTest(3)
    void everyFutureCompletesExactlyOnceWhenDisksAndStateMachinesFail() throws Exception {
        startThree();
        RaftNode leader = leader();
        load = new Load(nodes.values());
        load.start(3);
        Await.until("there is load", () -> load.completed.get() > 200);
        storages.get(leader.id()).fail("disk of the leader");
        // Proposed to whoever leads, since leadership may change on a busy machine before the command is committed.
        Await.until("a second server has failed", () -> {
            currentLeader(Set.of(leader)).ifPresent(next -> next.propose(bytes("fail")));
            return failedOtherThan(leader).isPresent();
        });
        RaftNode next = failedOtherThan(leader).orElseThrow();
        load.stopAndCheck();

        assertTrue(next.status().health().reasons().get(0).contains("told to fail"));
        failure(NodeFailedException.class, leader.propose(bytes("x")));
        failure(NodeFailedException.class, next.propose(bytes("x")));
    }

    @Test
    void callbackMayWaitForWhatItProposes() throws Exception {
        startThree();
        RaftNode leader = leader();
        CompletableFuture<String> result = new CompletableFuture<>();
        nested(leader, 10, result);

        assertEquals("11", result.get(60, TimeUnit.SECONDS));
    }

    private static void nested(RaftNode node, int depth, CompletableFuture<String> result) {
        CompletableFuture<byte[]> future = node.propose(bytes("depth " + depth));
        CompletableFuture<Void> handled = future.thenAccept(answer -> {
            if (depth == 0) {
                result.complete(text(answer));
            } else {
                CompletableFuture<String> inner = new CompletableFuture<>();
                nested(node, depth - 1, inner);
                result.complete(inner.join());
            }
        });
        handled.exceptionally(t -> {
            result.completeExceptionally(t);
            return null;
        });
    }

    @Test
    void serverMayBeClosedByItsOwnCallbackAndByItsOwnStateMachine() throws Exception {
        startThree();
        RaftNode leader = leader();
        CompletableFuture<Void> closed = leader.propose(bytes("a")).thenAccept(r -> leader.close());
        closed.get(60, TimeUnit.SECONDS);
        assertFalse(storages.get(leader.id()).isOpen());

        NodeId alone = NodeId.of("alone");
        RaftNode[] self = new RaftNode[1];
        StateMachine closing = machine(entry -> {
            self[0].close();
            return new byte[0];
        });
        self[0] = start(alone, List.of(new Member(alone, "test")), closing);
        Await.until("it leads", () -> self[0].status().role() == Role.LEADER);
        CompletableFuture<byte[]> command = self[0].propose(bytes("a"));

        Await.until("it is answered", command::isDone);
        failure(OutcomeUnknownException.class, command);
        Await.until("its storage is closed", () -> !storages.get(alone).isOpen());
    }

    @Test
    void futuresCompleteThoughTheUsersExecutorRefuses() throws Exception {
        NodeId alone = NodeId.of("alone");
        RaftNodeBuilder builder = builder(alone, List.of(new Member(alone, "test")), new ListMachine())
                .callbackExecutor(task -> {
                    throw new RejectedExecutionException("from a test, on purpose");
                });
        RaftNode node = builder.start();
        nodes.put(alone, node);
        Await.until("it leads", () -> node.status().role() == Role.LEADER);

        assertEquals("1", text(node.propose(bytes("a")).get(60, TimeUnit.SECONDS)));
    }

    @Test
    void futuresCompleteOnCallbackThreads() throws Exception {
        startThree();
        RaftNode leader = leader();
        CompletableFuture<String> name = new CompletableFuture<>();
        CountDownLatch attached = new CountDownLatch(1);
        // Held back until the callback is attached, since one attached to a completed future runs where it was
        // attached.
        storages.get(leader.id()).beforePersist = () -> awaitUninterruptibly(attached);
        CompletableFuture<byte[]> future = leader.propose(bytes("a"));
        future.thenRun(() -> name.complete(Thread.currentThread().getName()));
        attached.countDown();

        assertTrue(name.get(60, TimeUnit.SECONDS).startsWith("balsa-" + leader.id() + "-callback-"));
    }

    @Test
    void callbackIsCalledOnceOnACallbackThread() throws Exception {
        startThree();
        RaftNode leader = leader();
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        leader.propose(bytes("a"), (result, failure) -> {
            calls.add(
                    text(result) + " " + failure + " " + Thread.currentThread().getName());
            throw new IllegalStateException("from a test, on purpose");
        });
        leader.propose(bytes("b")).get(60, TimeUnit.SECONDS);
        Await.until("the callback was called", () -> !calls.isEmpty());
        for (int i = 0; i < 100; i++) {
            leader.propose(bytes("c")).get(60, TimeUnit.SECONDS);
        }

        assertEquals(1, calls.size());
        assertTrue(calls.get(0).startsWith("1 null balsa-" + leader.id() + "-callback-"), calls.get(0));
    }

    @Test
    void callbackIsToldOfAFailureUnlessTheCallWas() throws Exception {
        startThree();
        RaftNode leader = leader();
        RaftNode follower = nodes.values().stream()
                .filter(node -> !node.id().equals(leader.id()))
                .findFirst()
                .orElseThrow();
        CompletableFuture<RaftException> told = new CompletableFuture<>();
        follower.propose(bytes("a"), (result, failure) -> told.complete(failure));
        assertInstanceOf(NotLeaderException.class, told.get(60, TimeUnit.SECONDS));

        AtomicInteger calls = new AtomicInteger();
        BiConsumer<byte[], RaftException> never = (result, failure) -> calls.incrementAndGet();
        follower.close();
        assertThrows(NodeClosedException.class, () -> follower.propose(bytes("a"), never));
        byte[] tooLong = new byte[RaftConfig.defaults().maxCommandBytes() + 1];
        assertThrows(IllegalArgumentException.class, () -> leader.propose(tooLong, never));
        assertThrows(NullPointerException.class, () -> leader.propose(bytes("a"), null));
        leader.propose(bytes("b")).get(60, TimeUnit.SECONDS);
        assertEquals(0, calls.get());
    }

    @Test
    void closingIsBoundedWhileTheDiskHangs() throws Exception {
        startThree();
        RaftNode leader = leader();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        storages.get(leader.id()).beforePersist = () -> {
            hanging.countDown();
            awaitUninterruptibly(release);
        };
        CompletableFuture<byte[]> command = leader.propose(bytes("a"));
        hanging.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(leader::close);
        closing.get(60, TimeUnit.SECONDS);

        assertTrue(command.handle((r, e) -> true).get(60, TimeUnit.SECONDS));
        assertTrue(storages.get(leader.id()).isOpen(), "only the thread that writes may close it");
        release.countDown();
        Await.until("its storage is closed", () -> !storages.get(leader.id()).isOpen());
    }

    @Test
    void failedStartLeavesNothingOpen() {
        NodeId alone = NodeId.of("alone");
        TestStorage storage = new TestStorage();
        AtomicBoolean transportClosed = new AtomicBoolean();
        RaftNodeBuilder builder = RaftNode.builder()
                .id("alone")
                .bootstrap(List.of(new Member(alone, "test")))
                .storage(storage)
                .stateMachine(new ListMachine())
                .transport(new Transport() {
                    @Override
                    public void start(LocalIdentity local, TransportListener listener) throws IOException {
                        throw new IOException("address in use");
                    }

                    @Override
                    public void peers(Collection<Member> peers) {}

                    @Override
                    public void send(NodeId to, RaftMessage message) {}

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {
                        transportClosed.set(true);
                    }
                });

        assertEquals(
                "address in use",
                assertThrows(IOException.class, builder::start).getMessage());
        assertFalse(storage.isOpen());
        assertTrue(transportClosed.get());
    }

    // ---- servers ----

    private void startThree() throws IOException {
        List<Member> members = List.of(Member.parse("n1=test:1"), Member.parse("n2=test:2"), Member.parse("n3=test:3"));
        for (Member member : members) {
            start(member.id(), members, new ListMachine());
        }
    }

    private RaftNode start(NodeId id, List<Member> members, StateMachine machine) throws IOException {
        RaftNode node = builder(id, members, machine).start();
        nodes.put(id, node);
        return node;
    }

    private RaftNodeBuilder builder(NodeId id, List<Member> members, StateMachine machine) {
        storages.put(id, new TestStorage());
        stateMachines.put(id, machine);
        return RaftNode.builder()
                .id(id.value())
                .bootstrap(members)
                .storage(storages.get(id))
                .transport(hub.transport(id))
                .stateMachine(machine)
                .config(CONFIG);
    }

    private RaftNode leader() {
        Await.until("a leader", () -> currentLeader(Set.of()).isPresent());
        return currentLeader(Set.of()).orElseThrow();
    }

    private RaftNode leaderOtherThan(RaftNode old) {
        Await.until("another leader", () -> currentLeader(Set.of(old)).isPresent());
        return currentLeader(Set.of(old)).orElseThrow();
    }

    private Optional<RaftNode> failedOtherThan(RaftNode other) {
        return nodes.values().stream()
                .filter(n -> n != other && !n.status().health().live())
                .findFirst();
    }

    private Optional<RaftNode> currentLeader(Set<RaftNode> notThese) {
        return nodes.values().stream()
                .filter(n -> !notThese.contains(n))
                .filter(n ->
                        n.status().role() == Role.LEADER && n.status().health().ready())
                .findFirst();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().matches("balsa-(n[123]|alone)-.*"))
                .toList();
    }

    private static StateMachine machine(Function<CommittedEntry, byte[]> apply) {
        return new StateMachine() {
            @Override
            public byte[] apply(CommittedEntry entry) {
                return apply.apply(entry);
            }

            @Override
            public Snapshot snapshot() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void restore(InputStream in) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
