package io.balsa.raft.benchmarks;

import io.balsa.raft.core.Effects;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RoleChange;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;

/** Keeps what a flush hands out, without allocating, and makes sure that nothing is lost on the way. */
final class EffectsRecord implements Effects {
    private static final int MAX_MESSAGES = 16;

    private final NodeId[] receivers = new NodeId[MAX_MESSAGES];
    private final RaftMessage[] messages = new RaftMessage[MAX_MESSAGES];
    private int count;
    private long persistSeq;
    private long appliedIndex;

    /** Begins anew, behind an entry that counts as applied. */
    void reset(long alreadyApplied) {
        count = 0;
        persistSeq = 0;
        appliedIndex = alreadyApplied;
    }

    /** Forgets the messages, which were dealt with. */
    void clearMessages() {
        count = 0;
    }

    int messageCount() {
        return count;
    }

    NodeId receiver(int number) {
        return receivers[number];
    }

    RaftMessage message(int number) {
        return messages[number];
    }

    /** {@return the number of the last batch handed out} */
    long persistSeq() {
        return persistSeq;
    }

    /** {@return up to where entries were handed out to be applied} */
    long appliedIndex() {
        return appliedIndex;
    }

    @Override
    public void persist(PersistBatch batch) {
        persistSeq = batch.seq();
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        receivers[count] = to;
        messages[count++] = message;
    }

    @Override
    public void apply(long from, long to) {
        if (from != appliedIndex + 1) {
            throw new IllegalStateException("apply from " + from + ": expected " + (appliedIndex + 1));
        }
        appliedIndex = to;
    }

    @Override
    public void roleChanged(RoleChange change) {}

    @Override
    public void membershipChanged(Membership effective) {}
}
