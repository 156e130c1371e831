package io.balsa.raft.node;

import io.balsa.raft.NodeHealth;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.PeerStatus;
import io.balsa.raft.Role;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows the server's status to everybody. The node agent puts up a new one at once when role, term, leader or health
 * change, and otherwise at most once in a few milliseconds.
 */
final class StatusBoard {
    /** So many committed entries may wait for the state machine before the server counts as not ready. */
    static final long READY_LAG = 1000;

    /** So long may a disk or a state machine stand still, with work to do, before the server counts as not ready. */
    static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NodeId id;
    private final RaftCore core;
    private final Lifecycle lifecycle;
    private volatile NodeStatus shown;
    private boolean stale;
    private long dueNanos;
    private long appliedIndex;
    private long appliedMovedNanos;

    StatusBoard(NodeId id, RaftCore core, Lifecycle lifecycle, long nowNanos) {
        this.id = id;
        this.core = core;
        this.lifecycle = lifecycle;
        publish(nowNanos);
    }

    /** {@return the status as of a moment ago; for any thread} */
    NodeStatus status() {
        return shown;
    }

    /** Something has changed. */
    void touch() {
        stale = true;
    }

    /** Something has changed that people wait for. */
    void touchUrgently() {
        stale = true;
        dueNanos = 0;
    }

    /** Puts up a new status if there is one and it is time for it. */
    void refresh(long nowNanos) {
        if (stale && nowNanos >= dueNanos) {
            publish(nowNanos);
        }
    }

    /** {@return when {@link #refresh} has something to do} */
    long nextDeadlineNanos() {
        return stale ? dueNanos : Long.MAX_VALUE;
    }

    private void publish(long nowNanos) {
        stale = false;
        dueNanos = nowNanos + INTERVAL_NANOS;
        shown = new NodeStatus(
                id,
                core.role(),
                core.term(),
                core.leader(),
                core.firstIndex(),
                core.lastIndex(),
                core.durableIndex(),
                core.commitIndex(),
                core.appliedIndex(),
                core.membership(),
                peers(nowNanos),
                health(nowNanos));
    }

    private List<PeerStatus> peers(long nowNanos) {
        List<PeerProgress> progress = core.peers();
        List<PeerStatus> peers = new ArrayList<>(progress.size());
        for (PeerProgress peer : progress) {
            long silentMillis =
                    peer.contacted() ? TimeUnit.NANOSECONDS.toMillis(nowNanos - peer.lastContactNanos()) : -1;
            peers.add(new PeerStatus(
                    peer.id(),
                    PeerStatus.Replication.valueOf(peer.state().name()),
                    peer.match(),
                    peer.next(),
                    peer.inflightRequests(),
                    silentMillis));
        }
        return peers;
    }

    private NodeHealth health(long nowNanos) {
        List<String> reasons = new ArrayList<>(0);
        Optional<String> storageFailure = lifecycle.storageFailure();
        storageFailure.ifPresent(reason -> reasons.add("storage failed: " + reason));
        if (core.leader().isEmpty()) {
            reasons.add("no leader is known in term " + core.term());
        }
        if (core.commitIndex() - core.appliedIndex() > READY_LAG) {
            reasons.add("applied " + core.appliedIndex() + " of " + core.commitIndex() + " committed entries");
        }
        if (core.appliedIndex() != appliedIndex || core.appliedIndex() == core.commitIndex()) {
            appliedIndex = core.appliedIndex();
            appliedMovedNanos = nowNanos;
        } else if (nowNanos - appliedMovedNanos >= STALL_NANOS) {
            reasons.add((core.durableIndex() < core.commitIndex()
                            ? "the disk has written"
                            : "the state machine has applied")
                    + " nothing for " + TimeUnit.NANOSECONDS.toSeconds(nowNanos - appliedMovedNanos)
                    + " s, though entries up to "
                    + core.commitIndex() + " are committed");
        }
        return new NodeHealth(storageFailure.isEmpty(), reasons.isEmpty(), reasons);
    }

    /**
     * Shows for good that the server takes part in nothing any more. Called by the node agent, or once that has
     * stopped.
     */
    void showStopped(String reason) {
        NodeStatus last = shown;
        stale = false;
        shown = new NodeStatus(
                last.id(),
                Role.FOLLOWER,
                last.term(),
                Optional.empty(),
                last.firstIndex(),
                last.lastIndex(),
                last.durableIndex(),
                last.commitIndex(),
                last.appliedIndex(),
                last.membership(),
                List.of(),
                new NodeHealth(false, false, List.of(reason)));
    }
}
