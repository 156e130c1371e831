package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Reply;

/** What the exit status of a command means. */
final class ExitCodes {
    static final int OK = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int NO_LEADER = 3;
    static final int OUTCOME_UNKNOWN = 4;

    private ExitCodes() {}

    static int of(Reply reply) {
        return switch (reply.outcome()) {
            case ANSWERED -> reply.isSuccess() ? OK : REFUSED;
            case NOT_TAKEN -> NO_LEADER;
            case UNKNOWN -> OUTCOME_UNKNOWN;
        };
    }
}
