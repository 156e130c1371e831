package io.balsa.raft.core;

/** What became of the entries given to {@link RaftCore#propose}. */
public enum ProposeResult {
    /** They are in the leader's log now. */
    ACCEPTED,
    /** This server does not lead. Nothing happened. */
    NOT_LEADER,
    /** They were made for another end of the log or another term. Nothing happened. */
    STALE
}
