package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The server has stopped itself because its disk, its state machine or an invariant failed, and did not take the command. Ask another one. */
public final class NodeFailedException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public NodeFailedException(NodeId node, String reason) {
        super(node, false, reason);
    }
}
