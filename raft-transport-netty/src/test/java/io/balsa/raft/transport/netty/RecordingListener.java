package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TransportListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what a transport tells its node. */
final class RecordingListener implements TransportListener {
    record Received(NodeId from, RaftMessage message) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<NodeId> lost = new LinkedBlockingQueue<>();

    @Override
    public void received(NodeId from, RaftMessage message) {
        received.add(new Received(from, Samples.copy(message)));
    }

    @Override
    public void connectionLost(NodeId peer) {
        lost.add(peer);
    }

    Received nextReceived() {
        return Await.next("a message", received);
    }

    NodeId nextLost() {
        return Await.next("a lost connection", lost);
    }

    int receivedCount() {
        return received.size();
    }

    int lostCount() {
        return lost.size();
    }
}
