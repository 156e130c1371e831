package io.balsa.raft.benchmarks;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.Role;
import io.balsa.raft.benchmarks.balsa.CountingStateMachine;
import io.balsa.raft.node.Agent;
import io.balsa.raft.node.AgentRunner;
import io.balsa.raft.node.Clock;
import io.balsa.raft.node.LocalNode;
import io.balsa.raft.node.NodeEnvironment;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * A leader of three servers: the runtime as it is in production, but its agents take their steps on the calling thread when they are told to. Disk and
 * peers answer at once. So one can stop between the acknowledgement of the peers and what follows from it.
 */
final class SteppedLeader implements AutoCloseable {
    private static final int PEERS = 2;
    private static final Duration ELECTION_TIMEOUT = Duration.ofHours(1);
    private static final int TURNS = 100;

    private final Map<String, Agent> agents = new HashMap<>();
    private final Deque<Runnable> callbacks = new ArrayDeque<>();
    private final WillingPeers peers = new WillingPeers();
    private final CountingStateMachine machine = new CountingStateMachine();
    private final CommandRing commands = new CommandRing();
    private final BiConsumer<byte[], Throwable> completion = this::completed;
    private final ShiftedClock clock = new ShiftedClock();
    private final LocalNode node;
    private final Agent nodeAgent;
    private final Agent storageAgent;
    private final Agent applyAgent;
    private long proposed;
    private long completed;

    /** The machine's clock, which can be put forward. */
    private static final class ShiftedClock implements Clock {
        private final long origin = System.nanoTime();
        private long shiftNanos;

        @Override
        public long nanoTime() {
            return System.nanoTime() - origin + shiftNanos;
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    }

    SteppedLeader() throws IOException {
        List<Member> members = IntStream.rangeClosed(1, 1 + PEERS)
                .mapToObj(i -> new Member(Cores.id(i), "host" + i + ":7101"))
                .toList();
        // Nothing but the measured work is ever due; and answers may be kept back for many requests.
        RaftConfig config = RaftConfig.builder()
                .electionTimeout(ELECTION_TIMEOUT)
                .heartbeatInterval(ELECTION_TIMEOUT.dividedBy(3))
                .maxInflightRequests(1 << 14)
                .build();
        node = LocalNode.start(
                new NodeSettings(
                        "benchmark",
                        Cores.SELF,
                        Membership.ofVoters(members),
                        (cluster, id) -> new ForgetfulStorage(),
                        peers,
                        machine,
                        config,
                        Optional.of(callbacks::add)),
                new NodeEnvironment(clock, bound -> 0, 1, this::carry));
        nodeAgent = agents.get("node");
        storageAgent = agents.get("storage");
        applyAgent = agents.get("apply");
        elect();
    }

    private AgentRunner.Carrier carry(String name, List<Agent> carried) {
        carried.forEach(agent -> agents.put(agent.name(), agent));
        return timeoutNanos -> {
            carried.forEach(Agent::close);
            return true;
        };
    }

    private void elect() {
        clock.shiftNanos += 2 * ELECTION_TIMEOUT.toNanos();
        for (int i = 0; i < TURNS; i++) {
            peers.answer(peers.waiting());
            agents.values().forEach(Agent::doWork);
        }
        if (node.status().role() != Role.LEADER) {
            throw new IllegalStateException("not elected: " + node.status());
        }
        // Now an election lies hours away again.
        propose(1);
        acknowledge();
        apply();
    }

    /** Proposes commands, and takes them to the point where disk and peers have them and the peers' answers are on their way. */
    void propose(int count) {
        int requests = peers.requestsWithEntries();
        for (int i = 0; i < count; i++) {
            CompletableFuture<byte[]> unused = node.propose(commands.next()).whenComplete(completion);
        }
        proposed += count;
        nodeAgent.doWork();
        storageAgent.doWork();
        if (peers.requestsWithEntries() != requests + PEERS) {
            throw new IllegalStateException(
                    count + " commands were not sent with one request to each peer: " + node.status());
        }
    }

    /** Lets the peers answer the oldest of their requests. */
    void acknowledge() {
        peers.answer(PEERS);
    }

    /** Commits what was acknowledged, applies it, and completes the futures. */
    void apply() {
        nodeAgent.doWork();
        applyAgent.doWork();
        for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
            callback.run();
        }
    }

    private void completed(byte[] result, Throwable problem) {
        if (problem != null) {
            throw new IllegalStateException("a proposal failed", problem);
        }
        completed++;
    }

    /** {@return how many commands were proposed, after a check that all of them were applied and their futures completed} */
    long verify() {
        if (completed != proposed || machine.applied().count() != proposed || peers.waiting() > 0) {
            throw new IllegalStateException(
                    proposed + " proposed, " + machine.applied() + ", " + completed + " completed: " + node.status());
        }
        return completed;
    }

    @Override
    public void close() {
        node.close();
    }
}
