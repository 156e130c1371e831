package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The state machine threw an exception while it answered a query. The cause says which. */
public final class QueryFailedException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public QueryFailedException(NodeId node, String reason) {
        super(node, false, reason);
    }
}
