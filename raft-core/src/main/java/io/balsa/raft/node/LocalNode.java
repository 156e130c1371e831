package io.balsa.raft.node;

import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeSettings;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server in this process: the side that faces its user. The agents behind it do the work. */
public final class LocalNode implements RaftNode {
    /** How long to wait for all threads to end. */
    static final long CLOSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);

    private final Shared shared;
    private final NodeAgent nodeAgent;
    private final Transport transport;

    /** In the order in which they are stopped; the last one closes the storage. */
    private final List<AgentRunner.Carrier> carriers;

    private final AtomicBoolean closing = new AtomicBoolean();

    LocalNode(Shared shared, NodeAgent nodeAgent, Transport transport, List<AgentRunner.Carrier> carriers) {
        this.shared = shared;
        this.nodeAgent = nodeAgent;
        this.transport = transport;
        this.carriers = List.copyOf(carriers);
    }

    /**
     * Starts a server. If anything fails, everything opened is closed again.
     *
     * @param settings its description
     * @param environment time, chance, and who carries its agents
     * @return the running server
     * @throws IOException if storage or transport fail
     */
    public static LocalNode start(NodeSettings settings, NodeEnvironment environment) throws IOException {
        return new NodeAssembly(settings, environment).start();
    }

    @Override
    public NodeId id() {
        return shared.id();
    }

    @Override
    public CompletableFuture<byte[]> propose(byte[] command) {
        checkCommand(command);
        Answer answer = new Answer();
        return submit(new Pending(command, shared.admission(), answer), answer);
    }

    @Override
    public void propose(byte[] command, BiConsumer<? super byte[], ? super RaftException> callback) {
        checkCommand(command);
        Objects.requireNonNull(callback, "callback");
        submit(new Pending(command, shared.admission(), callback));
    }

    private void checkCommand(byte[] command) {
        Objects.requireNonNull(command, "command");
        int maxBytes = shared.config().maxCommandBytes();
        if (command.length > maxBytes) {
            throw new IllegalArgumentException(
                    "command of " + command.length + " bytes: expected at most maxCommandBytes = " + maxBytes);
        }
    }

    @Override
    public CompletableFuture<byte[]> read(byte[] query) {
        Objects.requireNonNull(query, "query");
        Answer answer = new Answer();
        return submit(new PendingRead(query, shared.admission(), answer), answer);
    }

    private CompletableFuture<byte[]> submit(Pending pending, Answer answer) {
        try {
            submit(pending);
        } catch (RaftException refusal) {
            answer.completeExceptionally(refusal);
        }
        return answer;
    }

    private void submit(Pending pending) {
        Lifecycle lifecycle = shared.lifecycle();
        if (!lifecycle.takesRequests()) {
            throw lifecycle.refusal();
        }
        if (!shared.admission().tryAcquire(pending.payload.length)) {
            throw new OverloadedException(
                    id(), id() + " is overloaded: " + shared.admission().describe());
        }
        if (!shared.inbox().offer(pending)) {
            shared.completions().fail(pending, lifecycle.refusal());
        }
    }

    @Override
    public NodeStatus status() {
        return nodeAgent.status().status();
    }

    /**
     * The core, for a simulator that checks its invariants after each step.
     *
     * @return the core; only to be looked at, and only while no agent runs
     */
    public RaftCore core() {
        return nodeAgent.core();
    }

    @Override
    public void addListener(NodeListener listener) {
        shared.listeners().add(listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Does not wait for callbacks: futures and callbacks are failed on the callback executor, which may still be at it when this
     * returns. So it may be called from a callback, and from the state machine too. Waits at most 5 s for a disk or a
     * state machine that hangs; what hangs is then left to itself.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        shared.lifecycle().close();
        nodeAgent.refuse(shared.inbox().close());
        long deadlineNanos = shared.clock().nanoTime() + CLOSE_TIMEOUT_NANOS;
        boolean ended = true;
        for (AgentRunner.Carrier carrier : carriers) {
            ended &= carrier.stop(Math.max(1, deadlineNanos - shared.clock().nanoTime()));
        }
        if (!ended) {
            LOG.warn(
                    "{}: not all threads have ended: a disk or the state machine hangs, or the server was closed by its own"
                            + " state machine",
                    id());
        }
        nodeAgent.abandon();
        transport.close();
        nodeAgent.status().showStopped("closed");
        shared.callbacks().close();
        LOG.info("{} is closed", id());
    }
}
