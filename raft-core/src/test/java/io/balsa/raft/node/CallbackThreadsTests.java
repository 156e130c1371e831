package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackThreadsTests {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "callbacks-test-" + NUMBER.incrementAndGet();
    private final CallbackThreads callbacks = new CallbackThreads(NodeId.of(name));

    @AfterEach
    void close() {
        callbacks.close();
    }

    @Test
    void runsTasksInOrderOnOneDaemonThreadWhileNoneBlocks() throws Exception {
        List<Integer> ran = new ArrayList<>();
        CompletableFuture<Thread> last = new CompletableFuture<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            callbacks.execute(() -> ran.add(number));
        }
        callbacks.execute(() -> last.complete(Thread.currentThread()));
        Thread thread = last.get(60, TimeUnit.SECONDS);

        assertEquals(1000, ran.size());
        assertEquals(999, ran.get(999));
        assertTrue(thread.isDaemon());
        assertEquals("balsa-" + name + "-callback-1", thread.getName());
        assertEquals(1, threads().size());
    }

    @Test
    void taskMayWaitForATaskBehindIt() throws Exception {
        int depth = 20;
        List<CompletableFuture<Void>> chain = new ArrayList<>();
        for (int i = 0; i <= depth; i++) {
            chain.add(new CompletableFuture<>());
        }
        for (int i = 0; i < depth; i++) {
            int number = i;
            callbacks.execute(() -> {
                chain.get(number + 1).join();
                chain.get(number).complete(null);
            });
        }
        callbacks.execute(() -> chain.get(depth).complete(null));
        assertFalse(chain.get(0).isDone());
        Await.until("the chain is resolved", () -> {
            callbacks.check();
            return chain.get(0).isDone();
        });

        assertFalse(callbacks.needsCheck());
    }

    @Test
    void checkAddsNoThreadWhileTasksAreTaken() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        callbacks.execute(() -> {
            started.countDown();
            awaitQuietly(release);
        });
        started.await();
        callbacks.check(); // the queue is empty: nobody waits
        callbacks.check();
        assertEquals(1, threads().size());
        CompletableFuture<Void> behind = new CompletableFuture<>();
        callbacks.execute(() -> behind.complete(null));
        callbacks.check();
        assertEquals(1, threads().size(), "has only just come");
        callbacks.check();

        behind.get(60, TimeUnit.SECONDS);
        release.countDown();
    }

    @Test
    void threadsEndWhenItIsClosedAndEverythingIsStillRun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> last = new CompletableFuture<>();
        callbacks.execute(() -> awaitQuietly(release));
        callbacks.execute(last::join); // waits for the one behind it, and nobody else calls check() now
        callbacks.execute(() -> last.complete(null));
        callbacks.close();
        last.get(60, TimeUnit.SECONDS);
        release.countDown();

        Await.until("all threads have ended", () -> threads().isEmpty());
        CompletableFuture<Void> late = new CompletableFuture<>();
        callbacks.execute(() -> late.complete(null));
        late.get(60, TimeUnit.SECONDS);
        Await.until("all threads have ended", () -> threads().isEmpty());
    }

    @Test
    void taskThatThrowsStopsNoOther() throws Exception {
        CompletableFuture<Void> next = new CompletableFuture<>();
        callbacks.execute(() -> {
            throw new IllegalStateException("from a test, on purpose");
        });
        callbacks.execute(() -> next.complete(null));

        next.get(60, TimeUnit.SECONDS);
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("balsa-" + name + "-callback"))
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
