package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.VoteResponse;

/**
 * What a server does in one role. A role lives from one transition to the next and takes its memory with it, so nothing of an earlier
 * role, such as votes or a leader, can leak into a later one (bugs-of-others E8).
 */
interface ServerRole {
    Role role();

    /** {@return the leader of the term, null if it is not known} */
    NodeId leader();

    /** When {@link #tick} has something to do, at the latest. */
    long deadlineNanos();

    void tick();

    /** A request of the current term. */
    void onAppendRequest(NodeId from, AppendRequest request);

    /** An answer; its term is not above ours. */
    default void onPreVoteResponse(NodeId from, PreVoteResponse response) {}

    /** An answer of the current term. */
    default void onVoteResponse(NodeId from, VoteResponse response) {}

    /** An answer of the current term. */
    default void onAppendResponse(NodeId from, AppendResponse response) {}

    /** More has become durable. */
    default void onPersisted() {}

    default void onConnectionLost(NodeId peer) {}

    /** Whether this server hears from a leader, or leads: then it votes for nobody else (thesis §4.2.3, §6.2). */
    default boolean hearsLeader() {
        return false;
    }

    /** Whether {@link #flush} has something to hand out. */
    default boolean hasEffects() {
        return false;
    }

    default void flush(Effects effects) {}

    ServerRole copy(RoleTransitions roles, ServerState state);

    void hash(Fingerprint fingerprint);
}
