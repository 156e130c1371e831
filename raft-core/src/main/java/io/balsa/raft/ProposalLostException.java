package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** The command's place in the log was taken by another entry after a change of leader: it was certainly not applied. */
public final class ProposalLostException extends RaftException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param node the server that says so
     * @param reason what happened, with the values
     */
    public ProposalLostException(NodeId node, String reason) {
        super(node, false, reason);
    }
}
