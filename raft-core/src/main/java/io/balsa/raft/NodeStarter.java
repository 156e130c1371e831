package io.balsa.raft;

import java.io.IOException;

/** How {@link RaftNodeBuilder} reaches the runtime without depending on it. Not for users. */
@FunctionalInterface
public interface NodeStarter {
    /**
     * Starts a server.
     *
     * @param settings its description
     * @return the running server
     * @throws IOException if storage or transport fail
     */
    RaftNode start(NodeSettings settings) throws IOException;
}
