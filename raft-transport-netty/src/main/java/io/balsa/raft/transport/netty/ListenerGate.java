package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TransportListener;

/** The way to the node; shut for good when the transport closes. */
final class ListenerGate {
    private final TransportListener listener;
    private volatile boolean shut;

    ListenerGate(TransportListener listener) {
        this.listener = listener;
    }

    void received(NodeId from, RaftMessage message) {
        if (!shut) {
            listener.received(from, message);
        }
    }

    void connectionLost(NodeId peer) {
        if (!shut) {
            listener.connectionLost(peer);
        }
    }

    boolean isShut() {
        return shut;
    }

    void shut() {
        shut = true;
    }
}
