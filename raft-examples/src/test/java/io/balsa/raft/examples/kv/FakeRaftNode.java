package io.balsa.raft.examples.kv;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.NodeHealth;
import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A node without a cluster: applies what is proposed at once if it is told to lead, and fails as it is told otherwise. */
public final class FakeRaftNode implements RaftNode {
    private final NodeId id;
    private final KvStateMachine stateMachine;
    private final List<NodeListener> listeners = new ArrayList<>();
    private Role role = Role.FOLLOWER;
    private Optional<NodeId> leader = Optional.empty();
    private Optional<Function<NodeId, RaftException>> failure = Optional.empty();
    private boolean silent;
    private NodeHealth health = new NodeHealth(true, true, List.of());
    private long index;

    public FakeRaftNode(String id, KvStateMachine stateMachine) {
        this.id = NodeId.of(id);
        this.stateMachine = stateMachine;
    }

    public synchronized FakeRaftNode lead() {
        role = Role.LEADER;
        leader = Optional.of(id);
        listeners.forEach(listener -> listener.roleChanged(role, 1, leader));
        return this;
    }

    public synchronized FakeRaftNode follow(String other) {
        role = Role.FOLLOWER;
        leader = Optional.of(NodeId.of(other));
        return this;
    }

    public synchronized FakeRaftNode knowNoLeader() {
        role = Role.FOLLOWER;
        leader = Optional.empty();
        return this;
    }

    /** From now on commands and reads fail like this. */
    public synchronized FakeRaftNode failWith(Function<NodeId, RaftException> how) {
        failure = Optional.of(how);
        return this;
    }

    /** From now on commands and reads are never answered. */
    public synchronized FakeRaftNode fallSilent() {
        silent = true;
        return this;
    }

    public synchronized FakeRaftNode health(NodeHealth now) {
        health = now;
        return this;
    }

    /** As if another server had led and this one had applied it. */
    public synchronized byte[] applyReplicated(KvCommand command) {
        return apply(KvCommandFormat.encode(command));
    }

    private byte[] apply(byte[] command) {
        index++;
        return stateMachine.apply(
                new CommittedEntry(index, 1, 1000, ByteBuffer.wrap(command).asReadOnlyBuffer()));
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public synchronized CompletableFuture<byte[]> propose(byte[] command) {
        return refusal().orElseGet(() -> CompletableFuture.completedFuture(apply(command)));
    }

    @Override
    public void propose(byte[] command, BiConsumer<? super byte[], ? super RaftException> callback) {
        throw new UnsupportedOperationException("the example proposes with futures");
    }

    @Override
    public synchronized CompletableFuture<byte[]> read(byte[] query) {
        return refusal().orElseGet(() -> {
            try {
                return CompletableFuture.completedFuture(stateMachine.read(query));
            } catch (MalformedCommandException e) {
                return CompletableFuture.failedFuture(new QueryFailedException(id, e.getMessage()));
            }
        });
    }

    private Optional<CompletableFuture<byte[]>> refusal() {
        if (silent) {
            return Optional.of(new CompletableFuture<>());
        }
        if (failure.isPresent()) {
            return failure.map(how -> CompletableFuture.failedFuture(how.apply(id)));
        }
        return role == Role.LEADER
                ? Optional.empty()
                : Optional.of(CompletableFuture.failedFuture(new NotLeaderException(id, 1, leader)));
    }

    @Override
    public synchronized NodeStatus status() {
        return new NodeStatus(
                id,
                role,
                1,
                leader,
                1,
                index,
                index,
                index,
                index,
                Membership.ofVoters(List.of(new Member(id, "127.0.0.1:7101"))),
                List.of(),
                health);
    }

    @Override
    public synchronized void addListener(NodeListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}
}
