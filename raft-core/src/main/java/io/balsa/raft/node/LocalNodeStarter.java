package io.balsa.raft.node;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.NodeStarter;
import io.balsa.raft.RaftNode;

/** Placeholder until the runtime is merged. */
public final class LocalNodeStarter implements NodeStarter {
    /** For the service loader. */
    public LocalNodeStarter() {}

    @Override
    public RaftNode start(NodeSettings settings) {
        throw new UnsupportedOperationException("the runtime is not here yet");
    }
}
