package io.balsa.raft.node;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.NodeStarter;
import io.balsa.raft.RaftNode;
import java.io.IOException;

/** Starts servers on the machine's own threads and clocks. Found by name, see {@link NodeStarter}. */
public final class LocalNodeStarter implements NodeStarter {
    /** Called by the service loader. */
    public LocalNodeStarter() {}

    @Override
    public RaftNode start(NodeSettings settings) throws IOException {
        return LocalNode.start(settings, NodeEnvironment.system());
    }
}
