package io.balsa.raft;

import io.balsa.raft.spi.NodeId;
import java.util.Optional;

/** Is told of changes on a server. Called on the callback executor, one call at a time, in the order in which things happened. */
public interface NodeListener {
    /**
     * The server's role, its term or the leader it knows of has changed.
     *
     * @param role the role now
     * @param term the term now
     * @param leader who leads the term, if known
     */
    default void roleChanged(Role role, long term, Optional<NodeId> leader) {}

    /**
     * The server has stopped itself. It stays up to answer {@link RaftNode#status}, and takes part in nothing.
     *
     * @param reason what failed
     */
    default void failed(String reason) {}
}
