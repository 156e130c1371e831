package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
import java.util.Optional;

/**
 * A class of messages with a connection and a queue of its own. A heartbeat or a vote must not wait behind megabytes of entries: not
 * in our queue, where a priority would do, but neither in the kernel's send buffer nor in front of a receiver that reads slowly, where
 * only a second connection helps (docs/decisions/0201-two-connections-per-peer.md). Lanes overtake one another, as the protocol
 * allows.
 */
enum Lane {
    /** Votes, pre-votes, heartbeats (appends without entries) and every answer: small, and urgent. */
    CONTROL(1),
    /** Appends with entries. */
    BULK(2);

    private final int code;

    Lane(int code) {
        this.code = code;
    }

    /** The number that stands for this lane on the wire. */
    int code() {
        return code;
    }

    static Optional<Lane> ofCode(int code) {
        return code == 1 ? Optional.of(CONTROL) : code == 2 ? Optional.of(BULK) : Optional.empty();
    }

    static Lane of(RaftMessage message) {
        return message instanceof AppendRequest append && !append.entries().isEmpty() ? BULK : CONTROL;
    }
}
