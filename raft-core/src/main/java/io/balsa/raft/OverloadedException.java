package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The server has too many bytes of proposals under way and did not take this one. Wait a little and propose it again. */
public final class OverloadedException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public OverloadedException(NodeId node, String reason) {
        super(node, false, reason);
    }
}
