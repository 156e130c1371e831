package io.balsa.raft.node;

import io.balsa.raft.spi.Entries;

/**
 * Hands committed entries to the apply agent, piece by piece and never more than a number of bytes ahead: a slow state
 * machine must not keep the whole log in memory. What waits is only a range of indexes. Confined to the node agent.
 */
final class ApplyDispatcher {
    /** How many full batches the apply agent may have in front of it: enough never to run dry. */
    private static final int BATCHES_AHEAD = 8;

    private final LogTail tail;
    private final PendingRequests requests;
    private final ApplyAgent apply;
    private final Reports reports;
    private final long maxBatchBytes;
    private long committed;
    private long dispatched;
    private long dispatchedCost;

    ApplyDispatcher(
            LogTail tail,
            PendingRequests requests,
            ApplyAgent apply,
            Reports reports,
            long maxBatchBytes,
            long appliedIndex) {
        this.tail = tail;
        this.requests = requests;
        this.apply = apply;
        this.reports = reports;
        this.maxBatchBytes = maxBatchBytes;
        this.committed = appliedIndex;
        this.dispatched = appliedIndex;
    }

    /** The entries from one index to another are committed. */
    void committed(long from, long to) {
        if (from != committed + 1 || to < from) {
            throw new IllegalStateException("to be applied: " + from + " to " + to + " behind index " + committed);
        }
        committed = to;
    }

    /** {@return whether anything was handed on} */
    boolean dispatch() {
        boolean any = false;
        while (dispatched < committed && hasRoom()) {
            Entries entries = tail.slice(dispatched + 1, committed, maxBatchBytes);
            ApplyTask task = new ApplyTask(entries, requests.takeUpTo(entries.lastIndex()));
            dispatched = entries.lastIndex();
            dispatchedCost += task.cost();
            apply.add(task);
            any = true;
        }
        if (any) {
            tail.dispatched(dispatched);
            apply.doorbell().ring();
        }
        return any;
    }

    private boolean hasRoom() {
        return dispatchedCost - reports.appliedCost() < BATCHES_AHEAD * maxBatchBytes;
    }
}
