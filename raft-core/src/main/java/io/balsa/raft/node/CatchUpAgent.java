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
 * Serves peers that are so far behind that their entries must be read from the disk, and does the storage's background
 * work. It may wait for the disk, so heartbeats never pass through here.
 */
final class CatchUpAgent implements Agent {
    /**
     * Requests that may wait here. What comes beyond is dropped, as a network would: the core finds out and asks anew.
     */
    static final int MAX_WAITING = 64;

    private static final int REQUESTS_A_ROUND = 8;

    /** More than one, or the next file would not be ready in time while peers are served. */
    private static final int BACKGROUND_STEPS_A_ROUND = 4;

    private static final long BACKGROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(CatchUpAgent.class);

    private record Task(NodeId to, AppendRequest request) {}

    private final NodeId id;
    private final LogStorage storage;
    private final Transport transport;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Reports reports;
    private final Doorbell doorbell = new Doorbell();
    private final ConcurrentLinkedQueue<Task> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<NodeId, Integer> waitingByPeer = new ConcurrentHashMap<>();
    private volatile boolean storageBusy;
    /** When the storage's background work is due; at once after the start. */
    private long backgroundAtNanos;

    private long nextLogNanos;
    private boolean storageFailed;

    CatchUpAgent(Shared shared, LogStorage storage, Transport transport) {
        this.id = shared.id();
        this.storage = storage;
        this.transport = transport;
        this.clock = shared.clock();
        this.lifecycle = shared.lifecycle();
        this.reports = shared.reports();
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
        return backgroundAtNanos;
    }

    @Override
    public int doWork() {
        if (lifecycle.isStopped()) {
            queue.clear();
            backgroundAtNanos = Long.MAX_VALUE;
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
        return sent + background();
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

    /**
     * Says whether the storage is being written to: only then does it have work for the background. Called by the
     * storage agent.
     */
    void storageBusy(boolean busy) {
        storageBusy = busy;
        if (busy) {
            doorbell.ring();
        }
    }

    private int background() {
        long now = clock.nanoTime();
        boolean due = now >= backgroundAtNanos || (storageBusy && backgroundAtNanos == Long.MAX_VALUE);
        if (storageFailed || !due) {
            return 0;
        }
        try {
            boolean more = true;
            for (int i = 0; i < BACKGROUND_STEPS_A_ROUND && more; i++) {
                more = storage.background();
            }
            backgroundAtNanos = more ? now : storageBusy ? now + BACKGROUND_NANOS : Long.MAX_VALUE;
            return more ? 1 : 0;
        } catch (StorageException e) {
            storageFailed = true;
            backgroundAtNanos = Long.MAX_VALUE;
            reports.storageFailed(e.getMessage());
            return 1;
        }
    }
}
