package io.balsa.raft.node;

import io.balsa.raft.RaftException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The future of a request: completed by the callback, which it is itself. */
final class Answer extends CompletableFuture<byte[]> implements BiConsumer<byte[], RaftException> {
    @Override
    public void accept(byte[] result, RaftException failure) {
        if (failure == null) {
            complete(result);
        } else {
            completeExceptionally(failure);
        }
    }
}
