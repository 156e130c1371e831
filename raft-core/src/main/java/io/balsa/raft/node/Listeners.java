package io.balsa.raft.node;

import io.balsa.raft.NodeListener;
import io.balsa.raft.spi.NodeId;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, in order and one call at a time, on an executor that may have many threads. Safe to
 * use from any thread.
 */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final NodeId id;
    private final Executor executor;
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Consumer<NodeListener>> events = new ConcurrentLinkedQueue<>();

    /**
     * Events not told yet. Who raises it from 0 hands the telling to the executor; who lowers it to 0 ends it: so
     * there is one teller at a time.
     */
    private final AtomicInteger untold = new AtomicInteger();

    Listeners(NodeId id, Executor executor) {
        this.id = id;
        this.executor = executor;
    }

    void add(NodeListener listener) {
        listeners.add(listener);
    }

    /** Hands an event to every listener there is when its turn comes. */
    void tell(Consumer<NodeListener> event) {
        if (listeners.isEmpty()) {
            return;
        }
        events.add(event);
        if (untold.getAndIncrement() == 0) {
            executor.execute(this::tellAll);
        }
    }

    private void tellAll() {
        do {
            Consumer<NodeListener> event = events.remove();
            for (NodeListener listener : listeners) {
                try {
                    event.accept(listener);
                } catch (Throwable t) { // the application's code: the other listeners are not to blame
                    LOG.warn("{}: listener {} failed", id, listener.getClass().getName(), t);
                }
            }
        } while (untold.decrementAndGet() > 0);
    }
}
