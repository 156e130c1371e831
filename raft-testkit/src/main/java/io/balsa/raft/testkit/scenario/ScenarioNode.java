package io.balsa.raft.testkit.scenario;

import io.balsa.raft.Role;
import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.DiskImage;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.invariants.LogImage;
import io.balsa.raft.testkit.invariants.NodeView;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.util.ArrayList;
import java.util.List;

/** A server of a scenario: a core while it runs, its disk, the batches on their way there, and its clock. */
final class ScenarioNode implements NodeView {
    private final NodeId id;
    private final CoreSettings settings;
    private final Membership bootstrap;
    private final SeededJitter jitter;
    private final List<PersistBatch> issued = new ArrayList<>();
    private DiskImage disk = new DiskImage();
    private LogImage log = new LogImage();
    private RaftCore core;
    private int acknowledged;
    private boolean storageFailed;
    private boolean persistsAlone = true;
    private int incarnation;
    private long nowNanos;

    ScenarioNode(NodeId id, CoreSettings settings, Membership bootstrap, SeededJitter jitter) {
        this.id = id;
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.jitter = jitter;
    }

    /** How the disk begins, before the first start. */
    void begin(DiskImage begun) {
        disk = begun;
    }

    Membership bootstrap() {
        return bootstrap;
    }

    /** What is handed out and not durable. */
    List<PersistBatch> pending() {
        return List.copyOf(issued.subList(acknowledged, issued.size()));
    }

    boolean isRunning() {
        return core != null;
    }

    RaftCore core() {
        if (core == null) {
            throw new ScenarioFailure(id + " running", id + " down");
        }
        return core;
    }

    long nowNanos() {
        return nowNanos;
    }

    void advance(long nanos) {
        nowNanos += nanos;
    }

    boolean persistsAlone() {
        return persistsAlone;
    }

    void setPersistsAlone(boolean alone) {
        persistsAlone = alone;
    }

    /** Starts the server from what is on its disk, knowing of commits up to an index. */
    void start(long commitIndex) {
        log = disk.log().copy();
        issued.clear();
        acknowledged = 0;
        storageFailed = false;
        incarnation++;
        core = new RaftCore(settings, id, bootstrap, disk.restored(), commitIndex, this::slice, jitter, nowNanos);
    }

    /** The memory is lost. */
    void stop() {
        core = null;
        log = disk.log().copy();
        issued.clear();
        acknowledged = 0;
    }

    void wipe() {
        disk = new DiskImage();
        log = new LogImage();
    }

    /** The core hands out a batch: its entries can be sliced from now on, but nothing is durable. */
    void issue(PersistBatch batch) {
        if (batch.seq() != issued.size() + 1) {
            throw new InvariantBroken(
                    "batches are numbered from 1 without a gap",
                    id + " hands out " + batch + " after " + issued.size());
        }
        issued.add(batch);
        DiskImage.applyTo(log, batch);
    }

    int issuedBatches() {
        return issued.size();
    }

    int acknowledgedBatches() {
        return acknowledged;
    }

    /** Whether there is something to write, and a disk that takes it. */
    boolean canPersist() {
        return isRunning() && !storageFailed && acknowledged < issued.size();
    }

    boolean storageFailed() {
        return storageFailed;
    }

    void failStorage() {
        storageFailed = true;
    }

    /** The next batch becomes durable. */
    void persistNext() {
        disk.write(issued.get(acknowledged));
        acknowledged++;
    }

    private Entries slice(long from, long to, long maxBytes) {
        return WordEntries.slice(log, from, to, maxBytes);
    }

    /** The core's idea of its log must be what it told its driver to write. */
    void checkLog() {
        boolean same = core.lastIndex() == log.lastIndex();
        for (long index = log.baseIndex(); same && index <= log.lastIndex(); index++) {
            same = core.termAt(index) == log.termAt(index);
        }
        if (!same) {
            throw new InvariantBroken(
                    "a core's log is what it handed out to be written",
                    id + " was to write " + log + "\n" + core.describe());
        }
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public int incarnation() {
        return incarnation;
    }

    @Override
    public Role role() {
        return core().role();
    }

    @Override
    public long term() {
        return core().term();
    }

    @Override
    public long commitIndex() {
        return core().commitIndex();
    }

    @Override
    public long appliedIndex() {
        return core().appliedIndex();
    }

    @Override
    public long durableIndex() {
        return core().durableIndex();
    }

    @Override
    public Membership membership() {
        return core().membership();
    }

    @Override
    public List<PeerProgress> peers() {
        return core().peers();
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
