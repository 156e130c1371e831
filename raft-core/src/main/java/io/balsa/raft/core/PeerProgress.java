package io.balsa.raft.core;

import io.balsa.raft.spi.NodeId;

/**
 * A look at how a leader replicates to a peer; for status, tests and scenarios.
 *
 * @param id the peer
 * @param state how entries are sent to it
 * @param match up to where its log is known to equal the leader's, durably
 * @param next the next entry to send
 * @param inflightRequests requests with entries that were not answered yet
 * @param inflightBytes bytes of entries in those
 * @param lastContactNanos when it last answered, on the clock of {@link RaftCore#tick}; meaningful if {@code contacted}
 * @param contacted whether it has answered since this server became leader
 */
public record PeerProgress(
        NodeId id,
        ReplicationState state,
        long match,
        long next,
        int inflightRequests,
        long inflightBytes,
        long lastContactNanos,
        boolean contacted) {}
