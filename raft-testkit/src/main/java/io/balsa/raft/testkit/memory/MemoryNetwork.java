package io.balsa.raft.testkit.memory;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connects the servers of one JVM. Make one for a cluster, and a {@link #transport} for each start of each server.
 *
 * <p>A message is handed to the receiver's listener by the thread that sends it, at once and in order. It is lost if the receiver is not there, belongs
 * to another cluster, or if a test has cut the way or asked for losses. A cut is silent, as in a real network; {@link #disconnect} breaks connections
 * and tells both sides. Safe to use from several threads.
 */
public final class MemoryNetwork {
    private final Map<NodeId, MemoryTransport> started = new ConcurrentHashMap<>();
    private final Set<Way> cut = ConcurrentHashMap.newKeySet();
    private final ReentrantLock randomLock = new ReentrantLock();
    private SplittableRandom random = new SplittableRandom(1);
    private volatile double lossShare;

    private record Way(NodeId from, NodeId to) {}

    /** Makes a network without servers. */
    public MemoryNetwork() {}

    /**
     * A transport for one start of a server.
     *
     * @return a transport that was not started yet
     */
    public Transport transport() {
        return new MemoryTransport(this);
    }

    /**
     * Loses all messages between two servers from now on, in both directions.
     *
     * @param one a server
     * @param other another
     */
    public void cut(NodeId one, NodeId other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    /**
     * Loses all messages from one server to another from now on.
     *
     * @param from the sender
     * @param to the receiver
     */
    public void cutOneWay(NodeId from, NodeId to) {
        cut.add(new Way(from, to));
    }

    /**
     * Whether messages get from one server to another, as far as cuts are concerned.
     *
     * @param from the sender
     * @param to the receiver
     * @return false if that way is cut
     */
    public boolean isOpen(NodeId from, NodeId to) {
        return !cut.contains(new Way(from, to));
    }

    /**
     * Loses all messages from and to a server from now on, as far as the other servers are started.
     *
     * @param node the server
     */
    public void isolate(NodeId node) {
        for (NodeId other : started.keySet()) {
            if (!other.equals(node)) {
                cut(node, other);
            }
        }
    }

    /** Ends all cuts and losses. */
    public void heal() {
        cut.clear();
        lossShare = 0;
    }

    /**
     * Ends the cuts between two servers.
     *
     * @param one a server
     * @param other another
     */
    public void heal(NodeId one, NodeId other) {
        cut.remove(new Way(one, other));
        cut.remove(new Way(other, one));
    }

    /**
     * Loses a share of all messages from now on.
     *
     * @param share from 0 for none to 1 for all
     * @param seed which ones: equal seeds lose the same ones of equal sequences of messages
     */
    public void lose(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + ": expected 0 to 1");
        }
        randomLock.lock();
        try {
            random = new SplittableRandom(seed);
        } finally {
            randomLock.unlock();
        }
        lossShare = share;
    }

    /**
     * Breaks the connection between two servers and tells both; they are connected again at once, unless there is a cut.
     *
     * @param one a server
     * @param other another
     */
    public void disconnect(NodeId one, NodeId other) {
        tellLost(one, other);
        tellLost(other, one);
    }

    private void tellLost(NodeId listener, NodeId peer) {
        MemoryTransport transport = started.get(listener);
        if (transport != null) {
            transport.connectionLost(peer);
        }
    }

    void start(NodeId id, MemoryTransport transport) throws IOException {
        if (started.putIfAbsent(id, transport) != null) {
            throw new IOException("network in memory: a server " + id + " is started already");
        }
    }

    void stop(NodeId id, MemoryTransport transport) {
        if (started.remove(id, transport)) {
            started.keySet().forEach(other -> tellLost(other, id));
        }
    }

    void deliver(NodeId from, String clusterId, NodeId to, RaftMessage message) {
        MemoryTransport receiver = started.get(to);
        if (receiver != null && isOpen(from, to) && !isLost()) {
            receiver.receive(from, clusterId, message);
        }
    }

    private boolean isLost() {
        if (lossShare == 0) {
            return false;
        }
        randomLock.lock();
        try {
            return random.nextDouble() < lossShare;
        } finally {
            randomLock.unlock();
        }
    }
}
