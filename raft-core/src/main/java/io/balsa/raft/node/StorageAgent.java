package io.balsa.raft.node;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches durable: all that have come in while the disk was busy go into one write and one force. Owns the
 * storage, and closes it at the end.
 */
final class StorageAgent implements Agent {
    /** Longer than a client takes to answer with its next command, which would wait for what {@code settle} writes. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LogStorage storage;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Reports reports;
    private final Doorbell doorbell = new Doorbell();
    private final ConcurrentLinkedQueue<WriteBatch> queue = new ConcurrentLinkedQueue<>();
    private final List<WriteBatch> taken = new ArrayList<>();
    private long settleAtNanos = Long.MAX_VALUE;
    private long idleAtNanos = Long.MAX_VALUE;
    private boolean failed;

    StorageAgent(Shared shared, LogStorage storage) {
        this.storage = storage;
        this.clock = shared.clock();
        this.lifecycle = shared.lifecycle();
        this.reports = shared.reports();
    }

    /** Takes a batch from the node agent, which rings the bell once its messages are on their way. */
    void add(WriteBatch batch) {
        queue.add(batch);
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public long nextDeadlineNanos() {
        return Math.min(settleAtNanos, idleAtNanos);
    }

    @Override
    public int doWork() {
        if (failed || lifecycle.isStopped()) {
            queue.clear();
            settleAtNanos = Long.MAX_VALUE;
            idleAtNanos = Long.MAX_VALUE;
            return 0;
        }
        for (WriteBatch batch = queue.poll(); batch != null; batch = queue.poll()) {
            taken.add(batch);
        }
        try {
            return taken.isEmpty() ? rest() : persist();
        } catch (StorageException e) {
            failed = true;
            reports.storageFailed(e.getMessage());
            return 1;
        } finally {
            taken.clear();
        }
    }

    private int persist() throws StorageException {
        storage.persist(taken);
        reports.persisted(taken.get(taken.size() - 1).seq());
        // This thread may have been lent to the node agent, and so to a transport that left an interrupt behind.
        AgentThread.clearInterrupt();
        long now = clock.nanoTime();
        settleAtNanos = now + SETTLE_NANOS;
        idleAtNanos = now + IDLE_NANOS;
        return taken.size();
    }

    private int rest() throws StorageException {
        long now = clock.nanoTime();
        if (idleAtNanos > now) {
            return settle(now);
        }
        settleAtNanos = Long.MAX_VALUE;
        idleAtNanos = Long.MAX_VALUE;
        storage.idle();
        return 1;
    }

    private int settle(long now) throws StorageException {
        if (settleAtNanos > now) {
            return 0;
        }
        settleAtNanos = Long.MAX_VALUE;
        storage.settle();
        return 1;
    }

    @Override
    public void close() {
        storage.close();
    }
}
