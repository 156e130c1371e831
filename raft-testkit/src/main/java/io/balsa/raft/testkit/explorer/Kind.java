package io.balsa.raft.testkit.explorer;

/** What may happen next, and whether and how often, as the {@code explore} line of a scenario calls it. */
enum Kind {
    /** A message arrives. */
    DELIVER(0, ""),
    /** A batch becomes durable. */
    PERSIST(1, ""),
    /** A server that is down starts. */
    RESTART(2, ""),
    /** An election timeout passes. */
    CAMPAIGN(3, "timeouts"),
    /** A leader's heartbeat is due. */
    HEARTBEAT(4, "heartbeats"),
    /** A leader is given an entry. */
    PROPOSE(5, "proposals"),
    /** A server stops; of the pending batches a prefix is durable. */
    CRASH(6, "crashes"),
    /** A message is lost. */
    DROP(7, "drops"),
    /** A message arrives and stays in flight. */
    DUPLICATE(8, "dups"),
    /** A server learns that its connection to another one broke. */
    BREAK(9, "breaks"),
    /** So much time passes on a server that it does not count any more that it heard a leader, and too little for its own election timeout. */
    LAPSE(10, "lapses");

    static final Kind[] ALL = values();

    private static final int ARGUMENT_BITS = 28;

    private final int code;
    private final String limit;

    Kind(int code, String limit) {
        this.code = code;
        this.limit = limit;
    }

    /** Its number, from 0; those without a limit come first. */
    int code() {
        return code;
    }

    /** The name of its limit; empty if it may happen at any time. */
    String limit() {
        return limit;
    }

    /** An action as a number: its kind, and which message or which server. */
    int with(int argument) {
        return code << ARGUMENT_BITS | argument;
    }

    static int codeOf(int action) {
        return action >>> ARGUMENT_BITS;
    }

    static Kind of(int action) {
        return ALL[codeOf(action)];
    }

    /** What is said of a server and a small number more. */
    static int argument(int server, int more) {
        return more << 4 | server;
    }

    static int argument(int action) {
        return action & ((1 << ARGUMENT_BITS) - 1);
    }

    static int server(int action) {
        return action & 15;
    }

    static int more(int action) {
        return argument(action) >>> 4;
    }

    boolean isOfMessage() {
        return this == DELIVER || this == DROP || this == DUPLICATE;
    }
}
