package io.balsa.raft.node;

import io.balsa.raft.spi.Entries;
import java.util.List;

/**
 * Committed entries for the apply agent.
 *
 * @param entries the entries, in memory or to be read
 * @param requests the requests waiting for one of them, in the order of their indexes
 * @param cost what the task counts towards the bound of the apply queue, in bytes
 */
record ApplyTask(Entries entries, List<Pending> requests, long cost) {
    private static final long OVERHEAD_BYTES = 128;

    ApplyTask(Entries entries, List<Pending> requests) {
        this(entries, requests, entries.sizeInBytes() + OVERHEAD_BYTES);
    }
}
