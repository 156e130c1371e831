package io.balsa.raft;

import java.util.List;

/**
 * Whether a server works. Judged from what the server itself knows, without asking anybody.
 *
 * @param live whether the server does its work; false once it has stopped itself, or is closed
 * @param ready whether it can serve: it is live, knows a leader, and has applied what it knows to be committed, or nearly
 * @param reasons why it is not live or not ready, for a person to read; empty if all is well
 */
public record NodeHealth(boolean live, boolean ready, List<String> reasons) {
    /** Copies the reasons. */
    public NodeHealth {
        reasons = List.copyOf(reasons);
    }
}
