package io.balsa.raft.node;

import static io.balsa.raft.node.ListMachine.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Several threads that propose and read at all servers, and count what comes of it. */
@SuppressWarnings("FutureReturnValueIgnored") // the callback counts
final class Load {
    final AtomicInteger completed = new AtomicInteger();
    final AtomicInteger strange = new AtomicInteger();
    private final List<CompletableFuture<byte[]>> futures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Collection<RaftNode> nodes;
    private volatile boolean stopping;

    Load(Collection<RaftNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::run, "test-load-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        for (int i = 0; !stopping; i++) {
            for (RaftNode node : nodes) {
                CompletableFuture<byte[]> future = i % 5 == 0 ? node.read(bytes("count")) : node.propose(bytes("c"));
                synchronized (futures) {
                    futures.add(future);
                }
                future.whenComplete((result, failure) -> {
                    completed.incrementAndGet();
                    if (failure != null && !(failure instanceof RaftException)) {
                        strange.incrementAndGet();
                    }
                });
            }
            if (i % 100 == 0) {
                Await.until("some are answered", () -> futuresCount() - completed.get() < 5_000);
            }
        }
    }

    private int futuresCount() {
        synchronized (futures) {
            return futures.size();
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    void stopAndCheck() throws InterruptedException {
        stop();
        Await.until("every future is completed", () -> futures.stream().allMatch(CompletableFuture::isDone));
        Await.until("every callback has run", () -> completed.get() == futures.size());
        assertEquals(0, strange.get(), "failures are RaftExceptions");
    }
}
