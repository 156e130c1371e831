package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The server is closed, or is being closed, and did not take the command. */
public final class NodeClosedException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public NodeClosedException(NodeId node, String reason) {
        super(node, false, reason);
    }
}
