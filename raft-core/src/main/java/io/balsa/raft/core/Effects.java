package io.balsa.raft.core;

import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;

/**
 * What has to happen in the world, as {@link RaftCore#flush} hands it out. An interface and not a list, so that a driver that forgets one
 * kind does not compile.
 *
 * <p>Within a flush the calls come in this order: role and membership changes, {@code persist}, messages, {@code apply}. A message
 * that depends on a write does not exist before {@link RaftCore#persisted} reported that write: whatever is handed to {@link #send} may leave at
 * once, before the batch of the same flush is written.
 */
public interface Effects {
    /**
     * Write this, after all batches handed out before, and report it by {@link RaftCore#persisted}. The driver must be able to answer
     * {@link LogSlices#slice} for the batch's entries, and must have forgotten what the batch cuts off, when this call returns; the
     * writing itself is for later.
     *
     * @param batch what to write
     */
    void persist(PersistBatch batch);

    /**
     * Send this. It may get lost.
     *
     * @param to the receiver
     * @param message the message
     */
    void send(NodeId to, RaftMessage message);

    /**
     * Apply these entries, which are committed and durable here, and report it by {@link RaftCore#applied}. The ranges follow one
     * another without gap or overlap.
     *
     * @param from the first index
     * @param to the last index
     */
    void apply(long from, long to);

    /**
     * Role, term or known leader are not what they were at the last flush.
     *
     * @param change what they are now, and why
     */
    void roleChanged(RoleChange change);

    /**
     * Another membership is in force.
     *
     * @param effective the membership
     */
    void membershipChanged(Membership effective);
}
