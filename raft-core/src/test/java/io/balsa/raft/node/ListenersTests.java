package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.NodeListener;
import io.balsa.raft.spi.NodeId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListenersTests {
    @Test
    void tellsInOrderAndOneAtATimeOnAnExecutorWithManyThreads() {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Listeners listeners = new Listeners(NodeId.of("n1"), executor);
            List<String> heard = new CopyOnWriteArrayList<>();
            AtomicInteger inside = new AtomicInteger();
            listeners.add(new NodeListener() {
                @Override
                public void failed(String reason) {
                    if (inside.incrementAndGet() > 1) {
                        heard.add("two at a time");
                    }
                    heard.add(reason);
                    inside.decrementAndGet();
                }
            });
            for (int i = 0; i < 1000; i++) {
                String reason = Integer.toString(i);
                listeners.tell(l -> l.failed(reason));
            }
            Await.until("all are told", () -> heard.size() >= 1000);

            assertEquals(IntStream.range(0, 1000).mapToObj(Integer::toString).toList(), heard);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void listenerThatThrowsKeepsNothingFromTheOthers() {
        Listeners listeners = new Listeners(NodeId.of("n1"), Runnable::run);
        List<String> heard = new CopyOnWriteArrayList<>();
        listeners.add(new NodeListener() {
            @Override
            public void failed(String reason) {
                throw new IllegalStateException("from a test, on purpose");
            }
        });
        listeners.add(new NodeListener() {
            @Override
            public void failed(String reason) {
                heard.add(reason);
            }
        });
        listeners.tell(l -> l.failed("a"));
        listeners.tell(l -> l.failed("b"));

        assertEquals(List.of("a", "b"), heard);
    }
}
