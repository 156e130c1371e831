package io.balsa.raft.node;

import io.balsa.raft.NotLeaderException;
import io.balsa.raft.RaftException;
import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Transport;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the core. Each round takes all that has come in (messages, requests, reports of the other agents), feeds it to
 * the core, and lets the core hand out once what has to happen: whatever came in together is written, sent and applied
 * together. Waits for nothing, not even a disk.
 */
final class NodeAgent implements Agent {
    private static final int ITEMS_A_ROUND = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);

    private final Shared shared;
    private final NodeId id;
    private final Lifecycle lifecycle;
    private final RaftCore core;
    private final LogTail tail;
    private final Transport transport;
    private final ApplyAgent apply;
    private final MessageIntake messages;
    private final ProposalBatcher batcher;
    private final PendingRequests requests;
    private final ApplyDispatcher dispatcher;
    private final StatusBoard status;
    private final NodeEffects effects;

    /** Items taken from the inbox and not dealt with yet. */
    private InboxItem backlog;

    private long flushedTerm = -1;
    private long persistedSeq;
    private long appliedIndex;
    private long callbackCheckNanos;
    private boolean stopSeen;
    private boolean stopHandled;

    NodeAgent(
            Shared shared,
            RaftCore core,
            LogTail tail,
            Transport transport,
            MessageIntake messages,
            StorageAgent storage,
            CatchUpAgent catchUp,
            ApplyAgent apply) {
        this.shared = shared;
        this.id = shared.id();
        this.lifecycle = shared.lifecycle();
        this.core = core;
        this.tail = tail;
        this.transport = transport;
        this.apply = apply;
        this.messages = messages;
        long maxBatchBytes = shared.config().maxBatchBytes();
        long patienceNanos = 2 * shared.config().electionTimeout().toNanos();
        this.batcher = new ProposalBatcher(maxBatchBytes);
        this.requests = new PendingRequests(id, shared.completions(), patienceNanos);
        this.dispatcher =
                new ApplyDispatcher(tail, requests, apply, shared.reports(), maxBatchBytes, core.appliedIndex());
        this.status = new StatusBoard(id, core, lifecycle, shared.clock().nanoTime());
        this.effects = new NodeEffects(shared, core, tail, transport, storage, catchUp, dispatcher, requests, status);
        this.appliedIndex = core.appliedIndex();
    }

    RaftCore core() {
        return core;
    }

    StatusBoard status() {
        return status;
    }

    @Override
    public String name() {
        return "node";
    }

    @Override
    public Doorbell doorbell() {
        return shared.nodeBell();
    }

    @Override
    public boolean isBrief() {
        return !lifecycle
                .isStopped(); // a failure closes the transport, which may wait for the very thread that it has lent
    }

    @Override
    public int doWork() {
        if (lifecycle.isStopped()) {
            return stopped();
        }
        long now = shared.clock().nanoTime();
        effects.beginRound(now, shared.clock().wallMillis());
        core.tick(now);
        int work = takeReports() + takeItems();
        propose();
        work += flush();
        requests.expire(now);
        checkCallbacks(now);
        if (work > 0) {
            status.touch();
        }
        status.refresh(now);
        return work;
    }

    private int takeReports() {
        Reports reports = shared.reports();
        int news = 0;
        if (reports.persistedSeq() > persistedSeq) {
            persistedSeq = reports.persistedSeq();
            core.persisted(persistedSeq);
            news++;
        }
        if (reports.appliedIndex() > appliedIndex) {
            appliedIndex = reports.appliedIndex();
            core.applied(appliedIndex);
            news++;
        }
        if (reports.storageFailure().isPresent() && lifecycle.storageFailure().isEmpty()) {
            storageFailed(reports.storageFailure().get());
            news++;
        }
        return news;
    }

    private void storageFailed(String reason) {
        lifecycle.storageFailed(reason);
        core.persistFailed();
        LOG.error(
                "{}: the storage failed, so this server steps down, does not vote and acknowledges nothing until it is"
                        + " started anew: {}",
                id,
                reason);
        requests.abandon("the storage failed: " + reason);
        shared.listeners().tell(l -> l.failed("the storage failed: " + reason));
        status.touchUrgently();
    }

    private int takeItems() {
        if (backlog == null) {
            backlog = shared.inbox().takeAll();
        }
        int taken = 0;
        while (backlog != null && taken < ITEMS_A_ROUND) {
            InboxItem item = backlog;
            backlog = item.next;
            take(item);
            taken++;
        }
        return taken;
    }

    private void take(InboxItem item) {
        if (item instanceof Pending pending) {
            batcher.add(pending);
        } else if (item instanceof MessageIntake.Received received) {
            messages.taken(received);
            core.receive(received.from, received.message);
        } else if (item instanceof MessageIntake.ConnectionLost lost) {
            core.connectionLost(lost.peer);
        } else {
            throw new IllegalStateException("inbox item " + item.getClass().getName());
        }
    }

    private void propose() {
        if (batcher.isEmpty()) {
            return;
        }
        if (!lifecycle.takesRequests()) {
            failAll(batcher.takeAll(), lifecycle.refusal());
        } else if (core.role() != Role.LEADER) {
            failAll(batcher.takeAll(), new NotLeaderException(id, core.term(), core.leader()));
        } else {
            if (core.term() != flushedTerm) {
                // Became leader in this round: what came in before, and the leader's first entry, must be in the tail
                // before a timestamp is chosen.
                flush();
            }
            batcher.propose(core, effects.timestampMillis(), requests);
        }
    }

    /** One exception for all: filling in a stack trace for each would cost this thread more than the requests do. */
    private void failAll(List<Pending> pending, RaftException failure) {
        Completions.Batch failed = shared.completions().batch();
        for (Pending request : pending) {
            failed.fail(request, failure);
        }
        failed.handOver();
    }

    private int flush() {
        int work = 0;
        if (core.hasEffects()) {
            effects.flush();
            tail.evict(core.durableIndex());
            work++;
        }
        messages.flushed();
        batcher.flushed();
        tail.recycle(persistedSeq, appliedIndex);
        flushedTerm = core.term();
        return dispatcher.dispatch() ? work + 1 : work;
    }

    private void checkCallbacks(long nowNanos) {
        if (nowNanos >= callbackCheckNanos) {
            callbackCheckNanos = nowNanos + CallbackThreads.CHECK_NANOS;
            shared.callbacks().check();
        }
    }

    @Override
    public long nextDeadlineNanos() {
        if (lifecycle.isStopped()) {
            return shared.callbacks().needsCheck() ? callbackCheckNanos : Long.MAX_VALUE;
        }
        long deadline = Math.min(core.nextDeadlineNanos(), requests.nextDeadlineNanos());
        deadline = Math.min(deadline, status.nextDeadlineNanos());
        return shared.callbacks().needsCheck() ? Math.min(deadline, callbackCheckNanos) : deadline;
    }

    /**
     * The server has failed or is being closed. In the first case this goes on refusing requests; in the second the
     * closing thread does.
     */
    private int stopped() {
        checkCallbacks(shared.clock().nanoTime());
        if (lifecycle.isClosed()) {
            return 0;
        }
        if (!stopSeen) {
            // The failure may have come during this step, which may be on a borrowed thread. The next one is not: see
            // isBrief().
            stopSeen = true;
            return 1;
        }
        if (!stopHandled) {
            stopHandled = true;
            handleFailure(lifecycle.failure().orElseThrow());
        }
        return refuse(shared.inbox().takeAll());
    }

    private void handleFailure(Lifecycle.Failure failure) {
        LOG.error(
                "{} has stopped itself and left its data as they are: {}; core: {}",
                id,
                failure.reason(),
                describeCore(),
                failure.cause());
        status.showStopped("stopped itself: " + failure.reason());
        abandon();
        shared.listeners().tell(l -> l.failed(failure.reason()));
        transport.close();
    }

    private String describeCore() {
        try {
            return core.describe().strip().replace("\n", "; ");
        } catch (
                RuntimeException
                        e) { // a broken core may not be able to say even that, and there is a failure to report
            return "cannot describe itself: " + e;
        }
    }

    /**
     * Fails all requests that are under way. Called by the node agent at a failure, and by the closing thread when no
     * agent runs any more.
     */
    void abandon() {
        String reason = lifecycle.stopReason();
        refuse(backlog);
        backlog = null;
        for (Pending pending : batcher.takeAll()) {
            // Perhaps the core has taken its batch before the failure: nobody can say.
            shared.completions().fail(pending, PendingRequests.outcomeUnknown(id, pending, reason));
        }
        requests.abandon(reason);
        apply.abandon(reason);
    }

    /** Refuses the requests in a chain of items that the core has never seen. */
    int refuse(InboxItem chain) {
        int items = 0;
        for (InboxItem item = chain; item != null; items++) {
            InboxItem following = item.next;
            if (item instanceof Pending pending) {
                shared.completions().fail(pending, lifecycle.refusal());
            }
            item = following;
        }
        return items;
    }
}
