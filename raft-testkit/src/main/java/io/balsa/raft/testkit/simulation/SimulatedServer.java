package io.balsa.raft.testkit.simulation;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.CorruptLogException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A machine with a disk and clocks, on which a server's process starts and ends. */
final class SimulatedServer {
    private static final double LONG_COMMAND = 0.01;
    private static final double LONG_COMMAND_MEAN_NANOS = 100e6;
    private static final long STEP_MEAN_NANOS = 4_000;
    private static final double HICCUP = 0.002;
    private static final long HICCUP_MEAN_NANOS = 500_000;

    private static final long START_AGAIN_NANOS = 20_000_000;

    private static final long OPERATOR_COMES_NANOS = 3_000_000_000L;

    private final World world;
    private final NodeId id;
    private final int number;
    private final Chance chance;
    private final DriftingClock clock;
    private final ServerDisk disk;

    private DurableImage image = new DurableImage();
    private DurableImage written = new DurableImage();

    /** What was on its disk each time when that was wiped. */
    private final List<DurableImage> wiped = new ArrayList<>();

    private SimulatedProcess process;
    private int incarnation;

    private final Gate gate;
    private int slowness = 1;
    private boolean hasLongCommands = true;
    private long diskStuckUntilNanos;
    private int diskSlowness = 1;
    private boolean mayFail;

    /** Whether what is on its disk is not what was written there; lost once the server has noticed, and will not start any more. */
    private boolean rotten;

    private boolean lost;
    private final StateNews news;

    SimulatedServer(World world, int number) {
        this.world = world;
        this.number = number;
        this.id = NodeId.of("n" + (number + 1));
        this.chance = Chance.of(world.seed(), "server:" + id);
        double drift = world.settings().maxDrift();
        this.clock = new DriftingClock(
                world.timeline(), chance.below(1_000_000_000_000L), 1 + drift * (2 * chance.unit() - 1));
        this.gate = new Gate(world.timeline());
        this.disk = new ServerDisk(id.value(), world.seed());
        this.news = new StateNews(world, id);
    }

    // ---- life and death ----

    void start() {
        if (process != null || lost) {
            return;
        }
        incarnation++;
        HardState before = image.hardState();
        SimulatedProcess starting = new SimulatedProcess(world, this);
        try {
            starting.start();
        } catch (IOException e) {
            if (rotten && e instanceof CorruptLogException) {
                refused(e);
                return;
            }
            if (!mayFail) {
                throw new InvariantBroken("I21, a server starts on what it left on its disk", id + ": " + e);
            }
            world.tell(id.value(), "cannot start: " + e);
            world.mark(Mark.START_FAILED);
            mayFail = disk.isFaulty();
            disk.died(false);
            world.timeline().in(START_AGAIN_NANOS, this::start);
            return;
        }
        mayFail = disk.isFaulty();
        process = starting;
        news.forget();
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Up(
                            world.timeline().nowNanos(), id.value(), "starts (" + incarnation + ") with " + image));
        }
        world.checks().started(this, before);
    }

    /** As it should: what is on the disk is not what was written, and nobody goes on with that. */
    private void refused(IOException e) {
        lost = true;
        world.mark(Mark.ROT_REFUSED);
        world.tell(id.value(), "cannot start any more: " + e);
        disk.died(false);
    }

    /** Opens the storage and compares it with what must be there. */
    LogStorage openStorage(String cluster, NodeId node) throws StorageException {
        LogStorage storage = disk.whileOpening(() ->
                FileStorage.on(disk.disk(), world.settings().storageOptions()).open(cluster, node));
        List<WriteBatch> inDoubt = disk.inDoubt();
        DurableImage reported = image;
        image = Reopening.check(id, storage, reported, inDoubt);
        written = image.copy();
        disk.keepInDoubt(List.of());
        if (!inDoubt.isEmpty()) {
            world.mark(image.equalsImage(reported) ? Mark.UNREPORTED_LOST : Mark.UNREPORTED_SURVIVED);
        }
        return storage;
    }

    /** Opens, beside the running process, what a power cut now would leave of its disk, and compares it with what it has reported durable. */
    void checkDurableImage(List<WriteBatch> inDoubt) {
        if (rotten) {
            return;
        }
        try (LogStorage storage = FileStorage.on(
                        disk.durableImage(), world.settings().storageOptions())
                .open(World.CLUSTER, id)) {
            Reopening.check(id, storage, image, inDoubt);
        } catch (StorageException e) {
            throw new InvariantBroken("I21, what is durable can be opened", id + ": " + e);
        }
    }

    /** Kills the process; what it wrote and did not force may or may not survive. */
    void kill(boolean powerGoes) {
        if (process == null) {
            return;
        }
        boolean powerCut = powerGoes && !disk.isLossInvisible();
        tellDown(powerCut ? "loses power" : "is killed");
        world.checks().dying(this);
        process.kill(chance.below(8));
        world.checks().replication().interrupted(process.inDoubt());
        disk.keepInDoubt(process.inDoubt());
        process = null;
        if (powerCut && world.servers().stream().noneMatch(SimulatedServer::isUp)) {
            world.mark(Mark.ALL_DOWN);
        }
        disk.died(powerCut);
        world.network().processDied(this, powerCut);
        world.clients().serverDied(this);
        gate.clear();
    }

    /** Takes away the process, if there is one, and all that is on the disk. What was wrong with that goes with it. */
    void wipe() {
        kill(chance.happens(0.5));
        tellDown("is wiped");
        world.mark(Mark.DISK_WIPED);
        wiped.add(image);
        image = new DurableImage();
        written = new DurableImage();
        world.checks().wiped(this);
        disk.replace();
        mayFail = disk.isFaulty();
        rotten = false;
        lost = false;
    }

    void close() {
        if (process == null) {
            return;
        }
        tellDown("is closed");
        process.close();
        disk.keepInDoubt(process.inDoubt());
        process = null;
        disk.died(false);
        world.network().processDied(this, false);
        world.clients().serverDied(this);
        gate.clear();
    }

    private void tellDown(String how) {
        if (world.trace().isOn()) {
            world.trace().tell(new RunEvent.Down(world.timeline().nowNanos(), id.value(), how));
        }
    }

    void dieWithin(int diskOperations, Runnable step) {
        disk.dieWithin(diskOperations, step);
    }

    void stoppedItself(String reason) {
        world.tell(id.value(), "stopped itself: " + reason);
        world.mark(Mark.STORAGE_FAILED);
        if (rotten) {
            world.mark(Mark.ROT_READ);
        } else if (!mayFail) {
            throw new InvariantBroken("I19, no server fails unless its disk does", id + " stopped itself: " + reason);
        }
        SimulatedProcess failed = process;
        world.timeline().in(chance.exponential(OPERATOR_COMES_NANOS), () -> {
            if (process == failed && failed != null) {
                close();
                start();
            }
        });
    }

    // ---- faults ----

    void pauseUntil(long nanos) {
        gate.closeUntil(nanos);
    }

    void slowDown(int factor) {
        slowness = factor;
    }

    void slowDisk(int factor) {
        diskSlowness = factor;
    }

    void sticksUntil(long nanos) {
        diskStuckUntilNanos = Math.max(diskStuckUntilNanos, nanos);
    }

    void failNext(FaultKind kind) {
        mayFail = true;
        disk.failNext(kind);
    }

    /** From now on what is on its disk is not what was written there. */
    void diskIsSpoiled(Mark how) {
        rotten = true;
        world.mark(how);
    }

    void misreadNext(Chance which) {
        mayFail = true;
        disk.misreadNext(which, () -> world.mark(Mark.READ_ASTRAY));
    }

    /** Takes the server away for ever. */
    void retire() {
        kill(false);
        lost = true;
    }

    void fillDisk(boolean full) {
        mayFail |= full;
        disk.fill(full);
    }

    /** Ends every fault but death. */
    void heal() {
        slowness = 1;
        hasLongCommands = false;
        diskSlowness = 1;
        diskStuckUntilNanos = 0;
        disk.heal();
        gate.open();
        if (process != null) {
            process.hurry();
        }
    }

    // ---- looks ----

    NodeId id() {
        return id;
    }

    int number() {
        return number;
    }

    int incarnation() {
        return incarnation;
    }

    boolean isUp() {
        return process != null;
    }

    boolean isVoter() {
        return number < world.settings().voters();
    }

    /** {@return how often its disk was wiped} */
    int wipes() {
        return wiped.size();
    }

    /** Whether an entry was on the disk at one of the times when that was wiped. */
    boolean heldBeforeWipe(long index, long term) {
        return wiped.stream().anyMatch(before -> before.holds(index, term));
    }

    ServerDisk disk() {
        return disk;
    }

    /** {@return whether what is on its disk is not what was written there} */
    boolean isRotten() {
        return rotten;
    }

    boolean isPaused() {
        return gate.isClosed();
    }

    /** {@return whether its disk failed, so that it must be started anew to be of use} */
    boolean hasFailed() {
        return process != null
                && (mayFail || rotten)
                && !process.node().status().health().live();
    }

    SimulatedProcess process() {
        return process;
    }

    /** {@return the core of the process, null if there is none} */
    RaftCore core() {
        return process == null ? null : process.node().core();
    }

    DurableImage image() {
        return image;
    }

    DurableImage written() {
        return written;
    }

    DriftingClock clock() {
        return clock;
    }

    Chance chance() {
        return chance;
    }

    Gate gate() {
        return gate;
    }

    long stepDelayNanos() {
        long delay = 500 + chance.exponential(STEP_MEAN_NANOS);
        if (chance.happens(HICCUP)) {
            delay += chance.exponential(HICCUP_MEAN_NANOS);
        }
        return delay * slowness;
    }

    /** Until all is healed, a command takes so long now and then that much of the log gathers behind it. */
    long applyDelayNanos() {
        long delay = stepDelayNanos();
        return hasLongCommands && chance.happens(LONG_COMMAND)
                ? delay + chance.exponential(LONG_COMMAND_MEAN_NANOS)
                : delay;
    }

    long diskDelayNanos() {
        long mean = world.settings().diskNanos();
        long delay = (mean + chance.exponential((double) mean)) * diskSlowness;
        return Math.max(delay, diskStuckUntilNanos - world.timeline().nowNanos());
    }

    void traceState(RaftCore core) {
        news.tell(core);
    }

    /** {@return the state in words, for a report} */
    String describe() {
        String state = process == null ? "down" : core().describe();
        return id + " (start " + incarnation + (isPaused() ? ", paused" : "") + "): " + state + "; on its disk: "
                + image;
    }
}
