package io.balsa.raft.testkit.simulation;

import java.util.Optional;

/**
 * One call of a client, as an observer records it. Times are virtual.
 *
 * @param process who called: one call at a time, and a new name after each unknown outcome
 * @param id tells it apart, greater than 0; what an append appends
 * @param kind what was asked for
 * @param key at which key
 * @param server who was asked
 * @param invokeNanos when
 * @param returnNanos when it came back, {@link Long#MAX_VALUE} if it never did
 * @param outcome how it ended
 * @param answer what came back, if it succeeded
 */
public record Operation(
        int process,
        long id,
        Kind kind,
        int key,
        String server,
        long invokeNanos,
        long returnNanos,
        Outcome outcome,
        Optional<Answer> answer) {
    /** What is asked for. */
    public enum Kind {
        /** Append the operation's id to the list at the key. */
        APPEND,
        /** Read the list at the key. */
        READ
    }

    /** How a call ended. */
    public enum Outcome {
        /** It took effect. */
        OK,
        /** It certainly did not and never will. */
        FAILED,
        /** It may have taken effect, or may still. */
        UNKNOWN
    }
}
