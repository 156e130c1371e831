package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asserts on futures that have failed. */
final class FutureFailures {
    private FutureFailures() {}

    /** {@return with what a future has failed, which must be of that type} */
    static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future) {
        assertTrue(future.isDone(), "not done");
        return assertInstanceOf(
                type, assertThrows(CompletionException.class, future::join).getCause());
    }
}
