package io.balsa.raft.benchmarks;

import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.benchmarks.balsa.CountingStateMachine;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.testkit.memory.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Servers with threads and clocks as in production, without disk and network, and one thread that keeps a number of commands under way. */
final class MemoryCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommandRing commands = new CommandRing();
    private final List<CountingStateMachine> machines = new ArrayList<>();
    private final List<RaftNode> nodes = new ArrayList<>();
    private final int window;
    private final Semaphore room;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final BiConsumer<byte[], Throwable> completion = this::completed;
    private final RaftNode leader;
    private long proposed;

    MemoryCluster(int servers, int window) throws Exception {
        this.window = window;
        this.room = new Semaphore(window);
        MemoryNetwork network = new MemoryNetwork();
        String[] members = IntStream.rangeClosed(1, servers)
                .mapToObj(i -> Cores.id(i) + "=host" + i + ":7101")
                .toArray(String[]::new);
        for (int i = 1; i <= servers; i++) {
            CountingStateMachine machine = new CountingStateMachine();
            machines.add(machine);
            nodes.add(RaftNode.builder()
                    .cluster("benchmark")
                    .id(Cores.id(i).toString())
                    .bootstrap(members)
                    .storage((cluster, id) -> new ForgetfulStorage())
                    .transport(network.transport())
                    .stateMachine(machine)
                    .start());
        }
        Await.until("a leader is elected", PATIENCE, () -> nodes.stream().anyMatch(MemoryCluster::leads), () -> nodes);
        leader = nodes.stream().filter(MemoryCluster::leads).findFirst().orElseThrow();
    }

    private static boolean leads(RaftNode node) {
        return node.status().role() == Role.LEADER && node.status().health().ready();
    }

    /** Proposes a command as soon as there is room for it in the window, and returns how many there were. */
    long proposeNext() {
        room.acquireUninterruptibly();
        CompletableFuture<byte[]> unused = leader.propose(commands.next()).whenComplete(completion);
        return ++proposed;
    }

    private void completed(byte[] result, Throwable problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
        room.release();
    }

    /** Waits until nothing is under way, and throws if anything failed. */
    void drain() {
        room.acquireUninterruptibly(window);
        room.release(window);
        if (failure.get() != null) {
            throw new IllegalStateException("a proposal failed", failure.get());
        }
    }

    /** Throws unless all servers come to have applied what was proposed, all in the same order. */
    void verify() throws Exception {
        List<Applied> applied =
                machines.stream().map(CountingStateMachine::applied).toList();
        Await.until(
                "all servers have applied " + proposed + " commands",
                PATIENCE,
                () -> applied.stream().allMatch(a -> a.count() == proposed),
                () -> applied);
        if (applied.stream().mapToLong(Applied::hash).distinct().count() != 1) {
            throw new IllegalStateException("replicas differ: " + applied);
        }
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
    }
}
