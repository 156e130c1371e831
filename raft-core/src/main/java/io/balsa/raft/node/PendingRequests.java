package io.balsa.raft.node;

import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The requests whose entries are in the log and not yet on their way to the state machine, one queue for each term in
 * which this server led.
 *
 * <p>That an entry was cut off this log says nothing: another server may still hold it, win an election and commit it.
 * So a request stays here until an entry at its index is committed, which decides it either way, or until it has
 * waited long enough after the loss of leadership. Confined to the node agent.
 */
final class PendingRequests {
    /** Requests of one term, chained in the order of their indexes. */
    private static final class TermQueue {
        final long term;
        Pending oldest;
        Pending newest;
        long deadlineNanos = Long.MAX_VALUE;

        TermQueue(long term) {
            this.term = term;
        }

        void forEach(Consumer<Pending> action) {
            for (Pending p = oldest; p != null; ) {
                Pending following = (Pending) p.next;
                action.accept(p);
                p = following;
            }
        }
    }

    private static final int MAX_GUESS = 1 << 16;

    private final NodeId id;
    private final Completions completions;
    private final long patienceNanos;
    private final List<TermQueue> queues = new ArrayList<>();

    /**
     * Begins empty.
     *
     * @param patienceNanos how long requests wait for their outcome after leadership was lost
     */
    PendingRequests(NodeId id, Completions completions, long patienceNanos) {
        this.id = id;
        this.completions = completions;
        this.patienceNanos = patienceNanos;
    }

    /** Adds a request whose entry was appended by this leader, behind all others of that term. */
    void add(Pending pending) {
        TermQueue queue = queues.isEmpty() ? null : queues.get(queues.size() - 1);
        if (queue == null || queue.term != pending.term) {
            queue = new TermQueue(pending.term);
            queues.add(queue);
        }
        pending.next = null;
        if (queue.oldest == null) {
            queue.oldest = pending;
        } else {
            queue.newest.next = pending;
        }
        queue.newest = pending;
    }

    /** Takes out the requests up to an index, in the order of their indexes. */
    List<Pending> takeUpTo(long index) {
        List<Pending> taken = List.of();
        for (TermQueue queue : queues) {
            if (queue.oldest != null && queue.oldest.index <= index && taken.isEmpty()) {
                // Mostly one request an entry.
                taken = new ArrayList<>((int) Math.min(index - queue.oldest.index + 1, MAX_GUESS));
            }
            while (queue.oldest != null && queue.oldest.index <= index) {
                taken.add(queue.oldest);
                queue.oldest = (Pending) queue.oldest.next;
            }
        }
        if (!taken.isEmpty() && queues.size() > 1) {
            taken.sort(Comparator.comparingLong(p -> p.index));
            queues.removeIf(q -> q.oldest == null);
        }
        return taken;
    }

    /**
     * Leadership is lost: reads fail, since asking again costs nothing; proposals wait for their outcome, but not for
     * ever.
     */
    void leadershipLost(long nowNanos, long term, Optional<NodeId> leader) {
        NotLeaderException notLeader = new NotLeaderException(id, term, leader);
        for (TermQueue queue : queues) {
            if (queue.deadlineNanos == Long.MAX_VALUE) {
                queue.deadlineNanos = nowNanos + patienceNanos;
                queue.forEach(p -> {
                    if (p.isRead()) {
                        completions.fail(p, notLeader);
                    }
                });
            }
        }
    }

    /** Gives up those that have waited long enough. */
    void expire(long nowNanos) {
        if (nextDeadlineNanos() > nowNanos) {
            return;
        }
        for (TermQueue queue : queues) {
            if (queue.deadlineNanos <= nowNanos) {
                failAll(
                        queue,
                        "lost the leadership of term " + queue.term + " before it learnt what became of the command");
            }
        }
        queues.removeIf(q -> q.deadlineNanos <= nowNanos);
    }

    /** {@return when {@link #expire} has something to do; {@link Long#MAX_VALUE} if never} */
    long nextDeadlineNanos() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < queues.size(); i++) {
            earliest = Math.min(earliest, queues.get(i).deadlineNanos);
        }
        return earliest;
    }

    /**
     * Fails all that are here. Also called at the end by the thread that closes the server, once the node agent has
     * stopped.
     */
    void abandon(String reason) {
        for (TermQueue queue : List.copyOf(queues)) {
            failAll(queue, reason);
        }
        queues.clear();
    }

    private void failAll(TermQueue queue, String reason) {
        queue.forEach(p -> completions.fail(p, outcomeUnknown(id, p, reason)));
    }

    static OutcomeUnknownException outcomeUnknown(NodeId id, Pending pending, String reason) {
        return new OutcomeUnknownException(
                id, id + ": outcome of entry " + pending.index + "@" + pending.term + " unknown: " + reason);
    }
}
