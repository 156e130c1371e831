package io.balsa.raft.testkit.history;

/** What a checker says of a history. Only one of these is a pass. */
public enum Verdict {
    /** Nothing is wrong with it, and everything was looked at. */
    VALID,
    /** It could not be decided, or too little happened for a pass to mean anything. */
    UNKNOWN,
    /** It cannot have come from a correct system. */
    INVALID
}
