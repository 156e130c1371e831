package io.balsa.raft.node;

import java.util.Optional;

/**
 * What the other agents have got done, for the node agent to pick up: numbers that only rise, so that a later report
 * replaces an earlier one and nothing has to queue.
 */
final class Reports {
    private final Doorbell nodeBell;
    private volatile long persistedSeq;
    private volatile long appliedIndex;
    private volatile long appliedCost;
    private volatile Optional<String> storageFailure = Optional.empty();

    Reports(Doorbell nodeBell) {
        this.nodeBell = nodeBell;
    }

    /** All batches up to this one are durable. */
    void persisted(long seq) {
        persistedSeq = seq;
        nodeBell.ringAndLend();
    }

    /** The storage will not take any more batches. */
    void storageFailed(String reason) {
        if (storageFailure.isEmpty()) { // two writers, the storage and the catch-up agent: either reason will do
            storageFailure = Optional.of(reason);
        }
        nodeBell.ring();
    }

    /**
     * Tasks that cost so much in all are done, up to an index. Does not ring: the apply agent does when it comes to an
     * end.
     */
    void applied(long index, long cost) {
        appliedCost = cost;
        appliedIndex = index;
    }

    /** Makes the node agent look. */
    void ring() {
        nodeBell.ringAndLend();
    }

    long persistedSeq() {
        return persistedSeq;
    }

    long appliedIndex() {
        return appliedIndex;
    }

    long appliedCost() {
        return appliedCost;
    }

    Optional<String> storageFailure() {
        return storageFailure;
    }
}
