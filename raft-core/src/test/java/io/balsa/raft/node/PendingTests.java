package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.RaftException;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PendingTests {
    private static final NodeId SELF = NodeId.of("n1");
    private static final byte[] COMMAND = new byte[10];

    private final List<String> calls = new ArrayList<>();

    private Shared shared(Optional<Executor> executor) {
        return Shared.of(SELF, RaftConfig.defaults(), new ManualClock(), executor);
    }

    private void failOnPurpose(byte[] result, RaftException failure) {
        calls.add((result == null ? "failed" : "done") + " " + (failure == null ? "" : failure.getMessage()));
        throw new IllegalStateException("from a test, on purpose");
    }

    /** Such an executor is not allowed, and yet must not make a callback that throws look like a refusal. */
    @Test
    void callbackThatThrowsIsCalledOnceThoughTheExecutorRunsItAtOnce() {
        Shared shared = shared(Optional.of(Runnable::run));
        Pending first = new Pending(COMMAND, shared.admission(), this::failOnPurpose);
        Pending second = new Pending(COMMAND, shared.admission(), this::failOnPurpose);
        assertTrue(shared.admission().tryAcquire(COMMAND.length));
        assertTrue(shared.admission().tryAcquire(COMMAND.length));

        Completions.Batch batch = shared.completions().batch();
        batch.succeed(first, COMMAND);
        batch.succeed(first, COMMAND);
        batch.handOver();
        shared.completions().fail(second, new NodeClosedException(SELF, "closed"));
        shared.completions().fail(second, new NodeClosedException(SELF, "closed again"));

        assertEquals(List.of("done ", "failed closed"), calls);
        assertTrue(
                shared.admission().describe().startsWith("0 of "),
                shared.admission().describe());
    }

    @Test
    void futureIsItsOwnCallback() {
        Answer done = new Answer();
        done.accept(COMMAND, null);
        assertEquals(COMMAND, done.join());
        Answer failed = new Answer();
        failed.accept(null, new NodeClosedException(SELF, "closed"));
        assertTrue(failed.isCompletedExceptionally());
    }
}
