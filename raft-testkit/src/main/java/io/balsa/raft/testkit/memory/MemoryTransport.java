package io.balsa.raft.testkit.memory;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/** One server's connection to a {@link MemoryNetwork}. */
final class MemoryTransport implements Transport {
    private final MemoryNetwork network;
    /** Held for reading while the listener is called, so that {@link #close} can wait for the calls under way. */
    private final ReentrantReadWriteLock listening = new ReentrantReadWriteLock();

    private LocalIdentity local;
    private TransportListener listener;
    private volatile Set<NodeId> peers = Set.of();
    private volatile State state = State.NEW;

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }

    MemoryTransport(MemoryNetwork network) {
        this.network = network;
    }

    @Override
    public void start(LocalIdentity identity, TransportListener told) throws IOException {
        if (state != State.NEW) {
            throw new IllegalStateException("transport in memory: started or closed before, expected a new one");
        }
        local = identity;
        listener = told;
        state = State.STARTED;
        try {
            network.start(identity.self().id(), this);
        } catch (IOException e) {
            state = State.CLOSED;
            throw e;
        }
    }

    @Override
    public void peers(Collection<Member> members) {
        peers = members.stream().map(Member::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        if (state == State.STARTED && peers.contains(to)) {
            network.deliver(local.self().id(), local.clusterId(), to, message);
        }
    }

    /** Nothing is held back. */
    @Override
    public void flush() {}

    void receive(NodeId from, String clusterId, RaftMessage message) {
        listening.readLock().lock();
        try {
            if (state == State.STARTED && local.clusterId().equals(clusterId)) {
                listener.received(from, message);
            }
        } finally {
            listening.readLock().unlock();
        }
    }

    void connectionLost(NodeId peer) {
        listening.readLock().lock();
        try {
            if (state == State.STARTED) {
                listener.connectionLost(peer);
            }
        } finally {
            listening.readLock().unlock();
        }
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        listening.writeLock().lock();
        try {
            state = State.CLOSED;
        } finally {
            listening.writeLock().unlock();
        }
        if (local != null) {
            network.stop(local.self().id(), this);
        }
    }
}
