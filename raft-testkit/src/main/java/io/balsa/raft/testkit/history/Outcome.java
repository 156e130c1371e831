package io.balsa.raft.testkit.history;

/** How a call ended. */
public enum Outcome {
    /** It was answered, so it took effect between its invocation and its return. */
    OK,
    /** It took no effect and never will, for certain. */
    FAILED,
    /** It may have taken effect, may still, or may never. */
    UNKNOWN
}
