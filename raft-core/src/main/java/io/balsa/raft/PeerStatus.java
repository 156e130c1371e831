package io.balsa.raft;

import io.balsa.raft.spi.NodeId;

/**
 * How a peer is doing, as its leader sees it.
 *
 * @param id the peer
 * @param replication how entries are sent to it
 * @param matchIndex up to where its log is known to equal the leader's, durably
 * @param nextIndex the next entry to send
 * @param inflightRequests requests that were not answered yet
 * @param sinceContactMillis milliseconds since its last answer, or -1 if it never answered
 */
public record PeerStatus(
        NodeId id,
        Replication replication,
        long matchIndex,
        long nextIndex,
        int inflightRequests,
        long sinceContactMillis) {
    /** How a leader sends entries to a peer. */
    public enum Replication {
        /** One request at a time, until it is known where the logs agree. */
        PROBE,
        /** Many requests one behind the other. */
        REPLICATE,
        /** The peer needs a snapshot, since the log does not reach back far enough. */
        SNAPSHOT
    }
}
