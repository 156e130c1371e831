package io.balsa.raft.core;

/** How a leader sends entries to a peer. */
public enum ReplicationState {
    /** One request at a time, until it is known where the logs agree. */
    PROBE,
    /** Many requests one behind the other. */
    REPLICATE,
    /** The log does not reach back far enough: the peer needs a snapshot. */
    SNAPSHOT
}
