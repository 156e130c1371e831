package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.util.Collection;

/** A process's end of the simulated network. */
final class Endpoint implements Transport {
    private final World world;
    private final SimulatedServer server;
    private TransportListener listener;
    private boolean closed;

    Endpoint(World world, SimulatedServer server) {
        this.world = world;
        this.server = server;
    }

    @Override
    public void start(LocalIdentity local, TransportListener told) {
        this.listener = told;
    }

    @Override
    public void peers(Collection<Member> peers) {
        // Everybody can reach everybody.
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        if (!closed) {
            world.check(() -> world.checks().sent(server, to, message));
            world.network().send(server, world.server(to), message);
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    boolean isOpen() {
        return !closed && listener != null;
    }

    void deliver(NodeId from, RaftMessage message) {
        listener.received(from, message);
    }

    void connectionLost(NodeId peer) {
        listener.connectionLost(peer);
    }

    @Override
    public void close() {
        closed = true;
    }
}
