package io.balsa.raft.node;

import io.balsa.raft.Role;
import io.balsa.raft.core.ControlEntry;
import io.balsa.raft.core.Effects;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.core.RoleChange;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.MembershipFormat;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes happen what the core asks for: hands each effect to the agent or the transport that it is for. Confined to the
 * node agent.
 */
final class NodeEffects implements Effects {
    private final NodeId id;
    private final RaftCore core;
    private final LogTail tail;
    private final Transport transport;
    private final StorageAgent storage;
    private final CatchUpAgent catchUp;
    private final ApplyDispatcher apply;
    private final PendingRequests requests;
    private final StatusBoard status;
    private final Listeners listeners;
    private final RoleLog roleLog;
    private long nowNanos;
    private long wallMillis;
    private boolean sent;
    private boolean written;
    private boolean readingForPeers;

    NodeEffects(
            Shared shared,
            RaftCore core,
            LogTail tail,
            Transport transport,
            StorageAgent storage,
            CatchUpAgent catchUp,
            ApplyDispatcher apply,
            PendingRequests requests,
            StatusBoard status) {
        this.id = shared.id();
        this.core = core;
        this.tail = tail;
        this.transport = transport;
        this.storage = storage;
        this.catchUp = catchUp;
        this.apply = apply;
        this.requests = requests;
        this.status = status;
        this.listeners = shared.listeners();
        this.roleLog = new RoleLog(id, core.role(), core.term());
    }

    /** A round of the node agent begins; it has one time for all that it does. */
    void beginRound(long nowNanos, long wallMillis) {
        this.nowNanos = nowNanos;
        this.wallMillis = wallMillis;
    }

    /**
     * {@return the timestamp for new entries at the end of the log: the wall clock, unless that has fallen behind the
     * log}
     */
    long timestampMillis() {
        return Math.max(tail.lastTimestampMillis(), wallMillis);
    }

    /**
     * Runs a flush of the core. The storage is woken after the messages are on their way, so that the disk and the
     * network work at the same time.
     */
    void flush() {
        core.flush(this);
        if (sent) {
            transport.flush();
            sent = false;
        }
        if (written) {
            storage.doorbell().ring();
            written = false;
        }
        if (readingForPeers) {
            catchUp.doorbell().ring();
            readingForPeers = false;
        }
    }

    @Override
    public void roleChanged(RoleChange change) {
        RoleChange before = roleLog.last();
        // A new leader has just appended its first entry; what it was elected with ends in front of that.
        long lastIndex = change.role() == Role.LEADER ? core.lastIndex() - 1 : core.lastIndex();
        roleLog.changed(change, lastIndex, core.termAt(lastIndex), core.commitIndex());
        if (before.role() == Role.LEADER && !(change.role() == Role.LEADER && change.term() == before.term())) {
            requests.leadershipLost(nowNanos, change.term(), change.leader());
        }
        listeners.tell(l -> l.roleChanged(change.role(), change.term(), change.leader()));
        status.touchUrgently();
    }

    @Override
    public void membershipChanged(Membership effective) {
        transport.peers(others(id, effective));
        status.touchUrgently();
    }

    /** {@return the members with whom a server talks} */
    static List<Member> others(NodeId id, Membership membership) {
        return membership.members().stream().filter(m -> !m.id().equals(id)).toList();
    }

    @Override
    public void persist(PersistBatch batch) {
        if (batch.truncateFrom() > 0) {
            tail.truncateFrom(batch.truncateFrom());
        }
        long firstIndex = tail.lastIndex() + 1;
        List<EncodedEntries> parts = new ArrayList<>(batch.entries().size());
        for (Entries entries : batch.entries()) {
            EncodedEntries encoded =
                    entries instanceof ControlEntry control ? encode(control) : (EncodedEntries) entries;
            if (!encoded.isEmpty()) {
                parts.add(tail.stage(encoded, batch.seq()));
            }
        }
        EncodedEntries all = parts.isEmpty() ? EncodedEntries.none(firstIndex) : EncodedEntries.join(parts);
        storage.add(new WriteBatch(batch.seq(), batch.hardState(), batch.truncateFrom(), all));
        written = true;
    }

    private EncodedEntries encode(ControlEntry control) {
        int payloadBytes =
                control.membership().map(m -> MembershipFormat.encode(m).length).orElse(0);
        EntryEncoder encoder = new EntryEncoder(
                EntryFormat.encodedBytes(payloadBytes), control.index(), control.term(), timestampMillis());
        if (control.membership().isPresent()) {
            encoder.add(control.membership().get());
        } else {
            encoder.add(EntryKind.NO_OP, new byte[0]);
        }
        return encoder.finish();
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        if (message instanceof AppendRequest append && !append.entries().isEmpty() && mustQueue(to, append)) {
            catchUp.add(to, keepable(append));
            readingForPeers = true;
            return;
        }
        transport.send(to, message);
        sent = true;
    }

    /** The tail's memory may be used for others before the catch-up agent gets there. */
    private static AppendRequest keepable(AppendRequest append) {
        return append.entries() instanceof EncodedEntries encoded ? append.with(encoded.copy()) : append;
    }

    /**
     * Entries in memory too must wait behind earlier ones that are being read, or the peer would refuse them.
     * Heartbeats wait for nothing.
     */
    private boolean mustQueue(NodeId to, AppendRequest append) {
        return append.entries() instanceof StoredEntries || catchUp.isServing(to);
    }

    @Override
    public void apply(long from, long to) {
        apply.committed(from, to);
    }
}
