package io.balsa.raft.testkit.explorer;

import io.balsa.raft.Role;
import io.balsa.raft.core.Effects;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.ProposeResult;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.core.RoleChange;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.DiskImage;
import io.balsa.raft.testkit.invariants.Invariant;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.invariants.Invariants;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.LogImage;
import io.balsa.raft.testkit.invariants.NodeView;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of one server: a copy of its core takes an input and is flushed. The invariants that can be judged from one server alone watch, as they do in a
 * scenario.
 */
final class Execution implements Effects, NodeView {
    private static final int MIDDLE = 2;

    private final Catalog catalog;
    private final NodeState before;
    private final Invariant invariants = Invariants.ofOneServer();
    private final List<Integer> sent = new ArrayList<>();
    private final DiskImage disk;
    private final List<PersistBatch> pending;
    private LogImage log;
    private RaftCore core;
    private long nowNanos;
    private long appliedTo;

    Execution(Catalog catalog, NodeState before) {
        this.catalog = catalog;
        this.before = before;
        this.disk = before.disk.copy();
        this.pending = new ArrayList<>(before.pending);
        this.nowNanos = before.nowNanos;
        this.log = before.log.copy();
        if (before.core != null) {
            this.core = copy(before.core, log);
            invariants.started(this);
            invariants.afterInput(this);
        }
    }

    static RaftCore copy(RaftCore core, LogImage log) {
        return core.copy((from, to, maxBytes) -> WordEntries.slice(log, from, to, maxBytes), bound -> bound / MIDDLE);
    }

    void run(int action) {
        switch (Kind.of(action)) {
            case DELIVER, DUPLICATE, DROP -> {
                Message message = catalog.message(Kind.argument(action));
                core.receive(id(message.from), message.content);
            }
            case CAMPAIGN -> core.campaign();
            case HEARTBEAT -> {
                nowNanos = core.nextDeadlineNanos();
                core.tick(nowNanos);
            }
            case LAPSE -> {
                nowNanos += catalog.servers().settings().electionTimeoutNanos();
                core.tick(nowNanos);
            }
            case PROPOSE -> propose(Kind.more(action));
            case PERSIST -> core.persisted(persistNext());
            case BREAK -> core.connectionLost(id(Kind.more(action)));
            case CRASH -> {
                crash(Kind.more(action));
                return;
            }
            case RESTART -> restart();
        }
        flush();
        checkMatches();
    }

    private NodeId id(int server) {
        return catalog.servers().ids().get(server);
    }

    private void propose(int number) {
        LogEntry entry = LogEntry.of(core.lastIndex() + 1, core.term(), word(number));
        ProposeResult result = core.propose(new WordEntries(entry.index(), List.of(entry)));
        if (result == ProposeResult.STALE) {
            throw new InvariantBroken("a proposal for the end of the log is taken", core.describe());
        }
    }

    /** How the proposals of an exploration are called. */
    static String word(int number) {
        return "x" + number;
    }

    private long persistNext() {
        PersistBatch batch = pending.remove(0);
        disk.write(batch);
        invariants.durable(this);
        return batch.seq();
    }

    private void crash(int kept) {
        for (int i = 0; i < kept; i++) {
            persistNext();
        }
        core = null;
        log = disk.log().copy();
        pending.clear();
    }

    private void restart() {
        Servers servers = catalog.servers();
        LogImage begun = disk.log().copy();
        log = begun;
        core = new RaftCore(
                servers.settings(),
                id(),
                servers.bootstraps().get(before.self),
                disk.restored(),
                (from, to, maxBytes) -> WordEntries.slice(begun, from, to, maxBytes),
                bound -> bound / MIDDLE,
                nowNanos);
        invariants.started(this);
    }

    private void flush() {
        appliedTo = 0;
        core.flush(this);
        checkLog();
        invariants.afterInput(this);
        if (appliedTo > 0) {
            core.applied(appliedTo);
            flush();
        }
    }

    private void checkLog() {
        boolean same = core.lastIndex() == log.lastIndex();
        for (long index = log.baseIndex(); same && index <= log.lastIndex(); index++) {
            same = core.termAt(index) == log.termAt(index);
        }
        if (!same) {
            throw new InvariantBroken("a core's log is what it handed out to be written", core.describe());
        }
    }

    private void checkMatches() {
        if (!before.leads || core.role() != Role.LEADER || core.term() != before.term) {
            return;
        }
        for (PeerProgress peer : core.peers()) {
            long match = before.matches[catalog.servers().indexOf(peer.id())];
            if (peer.match() < match) {
                throw new InvariantBroken(
                        "I11, a match index never falls",
                        id() + " had " + peer.id() + " at " + match + ", now " + peer);
            }
        }
    }

    NodeState after() {
        return new NodeState(catalog, before.self, core, log, disk, pending, nowNanos);
    }

    int[] sent() {
        return sent.stream().mapToInt(Integer::intValue).toArray();
    }

    // ---- effects ----

    @Override
    public void persist(PersistBatch batch) {
        pending.add(batch);
        DiskImage.applyTo(log, batch);
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        invariants.sent(this, to, message);
        sent.add(catalog.message(before.self, catalog.servers().indexOf(to), message).number);
    }

    @Override
    public void apply(long from, long to) {
        for (long index = from; index <= to; index++) {
            invariants.applied(this, log.entry(index));
        }
        appliedTo = to;
    }

    @Override
    public void roleChanged(RoleChange change) {}

    @Override
    public void membershipChanged(Membership effective) {}

    // ---- view ----

    @Override
    public NodeId id() {
        return id(before.self);
    }

    @Override
    public int incarnation() {
        return 1;
    }

    @Override
    public Role role() {
        return core.role();
    }

    @Override
    public long term() {
        return core.term();
    }

    @Override
    public long commitIndex() {
        return core.commitIndex();
    }

    @Override
    public long appliedIndex() {
        return core.appliedIndex();
    }

    @Override
    public long durableIndex() {
        return core.durableIndex();
    }

    @Override
    public Membership membership() {
        return core.membership();
    }

    @Override
    public List<PeerProgress> peers() {
        return core.peers();
    }

    @Override
    public LogImage log() {
        return log;
    }

    @Override
    public LogImage durableLog() {
        return disk.log();
    }

    @Override
    public HardState durableHardState() {
        return disk.hardState();
    }
}
