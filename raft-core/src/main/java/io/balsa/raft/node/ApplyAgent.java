package io.balsa.raft.node;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.ProposalLostException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.StateMachine;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Feeds the state machine, entry by entry in the order of the log, and settles the requests that wait for them.
 * Whatever the state machine throws at a command goes up to the {@link Guard} and stops the server: an entry that
 * could not be applied must never be skipped.
 */
final class ApplyAgent implements Agent {
    private static final int TASKS_A_ROUND = 4;

    // Results are handed over many at a time, but those of a slow state machine must not wait for the rest of their
    // batch.
    private static final int MAX_HELD_BACK = 64;
    private static final int CLOCK_STRIDE = 8;
    private static final long MAX_HELD_BACK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final NodeId id;
    private final StateMachine stateMachine;
    private final LogStorage storage;
    private final Completions completions;
    private final Completions.Batch settled;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Reports reports;
    private final Doorbell doorbell = new Doorbell();

    /**
     * A queue for several takers: at a failure or at the end another thread takes what is left, while this one may
     * hang in the application.
     */
    private final ConcurrentLinkedQueue<ApplyTask> tasks = new ConcurrentLinkedQueue<>();

    private volatile ApplyTask current;
    private long handedOverNanos;
    private long applied;
    private long cost;

    ApplyAgent(Shared shared, StateMachine stateMachine, LogStorage storage, long appliedIndex) {
        this.id = shared.id();
        this.stateMachine = stateMachine;
        this.storage = storage;
        this.completions = shared.completions();
        this.settled = completions.batch();
        this.clock = shared.clock();
        this.lifecycle = shared.lifecycle();
        this.reports = shared.reports();
        this.applied = appliedIndex;
    }

    /** Takes a task from the node agent, which rings the bell afterwards. */
    void add(ApplyTask task) {
        tasks.add(task);
    }

    @Override
    public String name() {
        return "apply";
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
        int done = 0;
        while (done < TASKS_A_ROUND && !lifecycle.isStopped()) {
            ApplyTask task = tasks.poll();
            if (task == null) {
                break;
            }
            current = task;
            try {
                apply(task);
            } finally {
                settled.handOver();
            }
            if (lifecycle.isStopped()) {
                // Whoever swept up may have come between our poll() and the line that sets current.
                abandon(task, lifecycle.stopReason());
            }
            current = null;
            cost += task.cost();
            reports.applied(applied, cost);
            done++;
        }
        if (done > 0) {
            AgentThread.clearInterrupt(); // the state machine's, on a thread that may now be lent to the node agent
            reports.ring();
        }
        return done;
    }

    private void apply(ApplyTask task) {
        if (task.entries() instanceof EncodedEntries encoded) {
            apply(encoded, task.requests());
            return;
        }
        StoredEntries stored = (StoredEntries) task.entries();
        Optional<EncodedEntries> read;
        try {
            AgentThread.clearInterrupt();
            read = stored.read(storage);
        } catch (StorageException e) {
            throw new ApplyFailedException(
                    "cannot read the committed entries " + stored.firstIndex() + " to " + stored.lastIndex() + ": "
                            + e.getMessage(),
                    e);
        }
        apply(
                read.orElseThrow(
                        () -> new ApplyFailedException("the storage holds other entries than were committed from "
                                + stored.firstIndex() + " to " + stored.lastIndex() + "@" + stored.lastTerm())),
                task.requests());
    }

    private void apply(EncodedEntries entries, List<Pending> requests) {
        EntryCursor cursor = entries.cursor();
        int next = 0;
        while (cursor.next() && !lifecycle.isStopped()) {
            if (cursor.index() != applied + 1) {
                throw new ApplyFailedException("entry " + cursor.index() + " came to be applied behind " + applied);
            }
            byte[] result = cursor.isCommand() ? applyCommand(cursor) : null;
            applied++;
            while (next < requests.size() && requests.get(next).index == applied) {
                settle(requests.get(next++), cursor.term(), result);
                handOverInTime();
            }
        }
    }

    private void handOverInTime() {
        int held = settled.size();
        // To read the clock takes as long as a quick command does. So a result may wait for up to seven more, if the
        // state machine becomes slow just then.
        if ((held & (held - 1)) != 0 && held % CLOCK_STRIDE != 0) {
            return;
        }
        long now = clock.nanoTime();
        if (held >= MAX_HELD_BACK || now - handedOverNanos > MAX_HELD_BACK_NANOS) {
            settled.handOver();
            handedOverNanos = now;
        }
    }

    private byte[] applyCommand(EntryCursor cursor) {
        CommittedEntry entry =
                new CommittedEntry(cursor.index(), cursor.term(), cursor.timestampMillis(), cursor.payload());
        byte[] result;
        try {
            result = stateMachine.apply(entry);
        } catch (Throwable t) { // the application's code: any failure at all must stop this server
            throw new ApplyFailedException(
                    "state machine " + stateMachine.getClass().getName() + " failed at entry " + entry.index() + "@"
                            + entry.term() + ": " + t,
                    t);
        }
        if (result == null) {
            throw new ApplyFailedException(
                    "state machine " + stateMachine.getClass().getName()
                            + " returned null for entry " + entry.index() + "@" + entry.term()
                            + ": expected a result, perhaps an empty array");
        }
        return result;
    }

    private void settle(Pending request, long term, byte[] result) {
        if (request.isSettled()) {
            return;
        }
        boolean ours = request.term == term;
        if (request.isRead()) {
            if (ours) {
                answer(request);
            } else {
                settled.fail(request, new NotLeaderException(id, term, Optional.empty()));
            }
        } else if (ours) {
            settled.succeed(request, result);
        } else {
            settled.fail(
                    request,
                    new ProposalLostException(
                            id,
                            id + ": entry " + request.index + " of term " + request.term
                                    + " was replaced by one of term " + term + " after a change of leader"));
        }
    }

    private void answer(Pending read) {
        byte[] answer;
        try {
            answer = stateMachine.read(read.payload);
            if (answer == null) {
                throw new IllegalStateException("read returned null: expected an answer, perhaps an empty array");
            }
        } catch (Throwable t) { // the application's code: a query changes nothing, so its failure is nobody else's
            QueryFailedException failed = new QueryFailedException(id, id + ": the query failed: " + t);
            failed.initCause(t);
            settled.fail(read, failed);
            return;
        }
        settled.succeed(read, answer);
    }

    /**
     * Fails all requests that were handed to this agent. Safe to call from any thread, also while this agent is at
     * work.
     */
    void abandon(String reason) {
        ApplyTask underWay = current;
        if (underWay != null) {
            abandon(underWay, reason);
        }
        for (ApplyTask task = tasks.poll(); task != null; task = tasks.poll()) {
            abandon(task, reason);
        }
    }

    private void abandon(ApplyTask task, String reason) {
        for (Pending request : task.requests()) {
            completions.fail(request, PendingRequests.outcomeUnknown(id, request, reason));
        }
    }
}
