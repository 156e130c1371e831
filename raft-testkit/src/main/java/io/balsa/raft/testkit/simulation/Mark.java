package io.balsa.raft.testkit.simulation;

/** A situation that runs should get into now and then: one that is never seen is one that nothing was tested in. */
public enum Mark {
    /** A leader was followed by another. */
    LEADER_CHANGED,
    /** A log was cut. */
    LOG_CUT,
    /** A log was cut by more than one entry. */
    LOG_CUT_LONG,
    /** A log was cut of entries of several terms. */
    LOG_CUT_TERMS,
    /** A server died while it wrote. */
    DIED_WRITING,
    /** What was written and never reported durable was gone after a restart. */
    UNREPORTED_LOST,
    /** Some of it was there. */
    UNREPORTED_SURVIVED,
    /** A disk failed under a running server. */
    STORAGE_FAILED,
    /** A server could not start, since its disk failed. */
    START_FAILED,
    /** Entries that had left the memory were read from the disk. */
    READ_FROM_DISK,
    /** A changed byte was found in a message. */
    MESSAGE_CORRUPT,
    /** A server died while a call was under way there. */
    CALL_LOST,
    /** A proposal failed for sure after it was in a log: another entry took its place. */
    PROPOSAL_LOST,
    /** A call ended without anybody knowing whether it took effect. */
    OUTCOME_UNKNOWN,
    /** A call was not taken, since too many were under way. */
    OVERLOADED,
    /** Somebody who took itself for the leader was told otherwise. */
    NOT_LEADER,
    /** Several entries went in one request. */
    BATCH,
    /** All machines were without power at once. */
    ALL_DOWN,
    /** A leader's own disk was behind what it had committed. */
    COMMITTED_AHEAD_OF_OWN_DISK,
    /** A bit changed on a disk. */
    DISK_ROTTEN,
    /** A server did not start on such a disk. */
    ROT_REFUSED,
    /** A server stopped itself, having read what such a disk holds. */
    ROT_READ
}
