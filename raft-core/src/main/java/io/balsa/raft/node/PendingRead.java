package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.util.function.BiConsumer;

/** A read on its way. */
final class PendingRead extends Pending {
    /** A query for which there was room. */
    PendingRead(byte[] query, Admission room, BiConsumer<? super byte[], ? super RaftException> callback) {
        super(query, room, callback);
    }

    @Override
    boolean isRead() {
        return true;
    }
}
