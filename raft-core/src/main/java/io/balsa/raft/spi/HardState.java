package io.balsa.raft.spi;

import java.util.Optional;

/**
 * What a server must never forget of an election: its term, and whom it gave its vote in that term (Figure 2 of the paper,
 * "persistent state").
 *
 * @param term the latest term the server has seen, from 0
 * @param votedFor who got this server's vote in that term
 */
public record HardState(long term, Optional<NodeId> votedFor) {
    /** The state of a server that has seen nothing yet. */
    public static final HardState INITIAL = new HardState(0, Optional.empty());

    /** Checks the term. */
    public HardState {
        if (term < 0) {
            throw new IllegalArgumentException("term " + term + ": expected 0 or more");
        }
    }
}
