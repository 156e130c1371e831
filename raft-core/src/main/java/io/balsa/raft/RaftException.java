package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/** Why a proposal or a read did not succeed. The one question that a caller must ask is {@link #mayHaveTakenEffect}. */
public abstract class RaftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final NodeId node;
    private final boolean mayHaveTakenEffect;

    RaftException(NodeId node, boolean mayHaveTakenEffect, String message) {
        super(message);
        this.node = node;
        this.mayHaveTakenEffect = mayHaveTakenEffect;
    }

    /** {@return the server that says so} */
    public NodeId node() {
        return node;
    }

    /**
     * {@return whether the command was perhaps applied, or will be: false means certainly not, now and for ever, so that it is safe to
     * propose it again}
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }
}
