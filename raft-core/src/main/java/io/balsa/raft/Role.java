package io.balsa.raft;

/** What a server is doing for its cluster at the moment. */
public enum Role {
    /** Follows a leader, or waits to hear from one. */
    FOLLOWER,
    /** Asks whether it would be elected, without raising its term (thesis §9.6). */
    PRE_CANDIDATE,
    /** Asks for votes in a new term (paper §5.2). */
    CANDIDATE,
    /** Takes commands and replicates them (paper §5.3). */
    LEADER,
    /** Receives the log, and neither votes nor stands for election (thesis §4.2.1). */
    LEARNER
}
