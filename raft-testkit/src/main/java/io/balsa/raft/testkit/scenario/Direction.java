package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;

/** A directed pair of servers. */
record Direction(NodeId from, NodeId to) {
    @Override
    public String toString() {
        return from + "->" + to;
    }
}
