package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The command was taken, and then this server lost its leadership, failed or was closed before it learnt what became of it: the command may have been applied, or may be later. */
public final class OutcomeUnknownException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public OutcomeUnknownException(NodeId node, String reason) {
        super(node, true, reason);
    }
}
