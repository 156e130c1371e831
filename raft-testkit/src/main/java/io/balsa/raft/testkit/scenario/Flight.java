package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;

/** A message in flight. Compared by identity: a copy of a message is a flight of its own. */
final class Flight {
    private final NodeId from;
    private final NodeId to;
    private final RaftMessage message;

    Flight(NodeId from, NodeId to, RaftMessage message) {
        this.from = from;
        this.to = to;
        this.message = message;
    }

    NodeId from() {
        return from;
    }

    NodeId to() {
        return to;
    }

    RaftMessage message() {
        return message;
    }

    @Override
    public String toString() {
        return from + "->" + to + " " + message;
    }
}
