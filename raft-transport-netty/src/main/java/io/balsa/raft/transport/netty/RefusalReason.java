package io.balsa.raft.transport.netty;

/** Why a handshake fails. The code is part of the wire format: never change or reuse one. */
enum RefusalReason {
    /** A code that a newer version sent. */
    OTHER(0),
    /** No protocol version that both speak. */
    VERSION(1),
    /** The two belong to different clusters. */
    CLUSTER(2),
    /** The address leads to another server than the one meant. */
    WRONG_NODE(3),
    /** The other side bears our own id. */
    OWN_ID(4),
    /** The other side is not, or not yet, a member we know. */
    UNKNOWN_NODE(5),
    /** The handshake names no valid node id. */
    MALFORMED(6),
    /** A lane that we do not have. */
    LANE(7);

    private final int code;

    RefusalReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static RefusalReason ofCode(int code) {
        for (RefusalReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return OTHER;
    }
}
