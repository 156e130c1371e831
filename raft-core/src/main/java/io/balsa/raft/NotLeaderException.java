package io.balsa.raft;

import io.balsa.raft.spi.NodeId;
import java.util.Optional;

/** The server is not the leader and did not take the command. Propose it at the leader. */
public final class NotLeaderException extends RaftException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<NodeId> leader;

    /**
     * Says who leads instead.
     *
     * @param node the server that says so
     * @param term its term
     * @param leader who leads that term, as far as the server knows
     */
    public NotLeaderException(NodeId node, long term, Optional<NodeId> leader) {
        super(
                node,
                false,
                node + " is not the leader of term " + term
                        + leader.map(l -> ": propose it at " + l).orElse(", and knows of none: wait and try again"));
        this.leader = leader;
    }

    /** {@return who leads, as far as the server knows; empty while there is no leader} */
    public Optional<NodeId> leader() {
        return leader == null ? Optional.empty() : leader;
    }
}
