package io.balsa.raft.node;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves peers that are so far behind that their entries must be read from the disk. It may wait for the disk, so
 * heartbeats never pass through here.
 */
final class CatchUpAgent implements Agent {
    /**
     * Requests that may wait here. What comes beyond is dropped, as a network would: the core finds out and asks anew.
     */
    static final int MAX_WAITING = 64;

    private static final int REQUESTS_A_ROUND = 8;
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(CatchUpAgent.class);

    private record Task(NodeId to, AppendRequest request) {}

    private final NodeId id;
    private final LogStorage storage;
    private final Transport transport;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Doorbell doorbell = new Doorbell();
    private final ConcurrentLinkedQueue<Task> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<NodeId, Integer> waitingByPeer = new ConcurrentHashMap<>();
    private long nextLogNanos;

    CatchUpAgent(Shared shared, LogStorage storage, Transport transport) {
        this.id = shared.id();
        this.storage = storage;
        this.transport = transport;
        this.clock = shared.clock();
        this.lifecycle = shared.lifecycle();
    }

    /** {@return whether requests with entries must pass through here so as not to overtake others to the same peer} */
    boolean isServing(NodeId peer) {
        return waiting.get() > 0 && waitingByPeer.containsKey(peer);
    }

    /**
     * Takes a request whose entries are encoded or stored. Called by the node agent, which rings the bell.
     *
     * @return whether there was room
     */
    boolean add(NodeId to, AppendRequest request) {
        if (waiting.get() >= MAX_WAITING) {
            return false;
        }
        waiting.incrementAndGet();
        waitingByPeer.merge(to, 1, Integer::sum);
        queue.add(new Task(to, request));
        return true;
    }

    @Override
    public String name() {
        return "catch-up";
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public int doWork() {
        if (lifecycle.isStopped()) {
            queue.clear();
            return 0;
        }
        int sent = 0;
        while (sent < REQUESTS_A_ROUND) {
            Task task = queue.poll();
            if (task == null) {
                break;
            }
            serve(task);
            sent++;
        }
        if (sent > 0) {
            transport.flush();
        }
        return sent;
    }

    private void serve(Task task) {
        AppendRequest request = task.request();
        try {
            if (request.entries() instanceof StoredEntries stored) {
                read(stored).ifPresent(entries -> transport.send(task.to(), request.with(entries)));
            } else {
                transport.send(task.to(), request);
            }
        } finally {
            waitingByPeer.computeIfPresent(task.to(), (peer, count) -> count == 1 ? null : count - 1);
            waiting.decrementAndGet();
        }
    }

    private Optional<EncodedEntries> read(StoredEntries stored) {
        try {
            return stored.read(storage);
        } catch (StorageException e) {
            // The log may have been cut in the meantime, which is nothing to worry about; a disk that cannot be read
            // is. Both look alike here.
            long now = clock.nanoTime();
            if (now >= nextLogNanos && !lifecycle.isStopped()) {
                nextLogNanos = now + LOG_EVERY_NANOS;
                LOG.warn(
                        "{}: cannot read the entries {} to {} for a peer: {}",
                        id,
                        stored.firstIndex(),
                        stored.lastIndex(),
                        e.getMessage());
            }
            return Optional.empty();
        }
    }
}
