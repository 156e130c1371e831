package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.FaultQueue;
import io.balsa.raft.testkit.disk.ForceFault;
import io.balsa.raft.testkit.disk.SeededStreams;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;

/** Plays a script to its end, without a power cut, and notes each moment at which there could have been one. */
final class Session {
    static final String CLUSTER = "crash-explorer";
    static final NodeId NODE = NodeId.of("n1");

    private final StorageMaker maker;
    private final CrashScript script;
    private final SimulatedDisk disk;
    private final FaultQueue forceFaults = new FaultQueue();
    private final BatchMaker batches = new BatchMaker(0);
    private final List<CrashPoint> points = new ArrayList<>();

    /** What a crash may leave now: the state acknowledged last and all that were requested since. */
    private List<LogContents> allowed = List.of(LogContents.EMPTY);

    private int promise;
    private int operations;

    private Session(StorageMaker maker, CrashScript script) {
        this.maker = maker;
        this.script = script;
        this.disk = new SimulatedDisk(script.name(), SeededStreams.seedOf(1, script.name()), script.sectorBytes());
    }

    /**
     * Plays a script.
     *
     * @return the moments, in order
     * @throws StorageException if the storage does not do what it should even without a power cut
     */
    static List<CrashPoint> play(StorageMaker maker, CrashScript script) throws StorageException {
        Session session = new Session(maker, script);
        session.disk.setFaults(session.forceFaults);
        session.play();
        return session.points;
    }

    /**
     * Plays a script, in which no force may be told to fail, on a disk with other faults.
     *
     * @return the moments, in order
     * @throws StorageException if the storage does not do what it should
     */
    static List<CrashPoint> play(StorageMaker maker, CrashScript script, DiskFaults faults) throws StorageException {
        Session session = new Session(maker, script);
        session.disk.setFaults(faults);
        session.play();
        return session.points;
    }

    private void play() throws StorageException {
        LogStorage log = open();
        for (List<CrashAction> step : script.steps()) {
            CrashAction first = step.get(0);
            switch (first.verb()) {
                case SETTLE -> log.settle();
                case IDLE -> log.idle();
                case REOPEN -> {
                    log.close();
                    log = open();
                }
                case KILL -> {
                    disk.kill();
                    log = open();
                }
                default ->
                    log = first.isFailure()
                            ? failUnder(log, first.verb(), step.subList(1, step.size()))
                            : persist(log, step);
            }
        }
        log.close();
    }

    private LogStorage open() throws StorageException {
        LogStorage log = maker.on(new ObservedDisk(disk, this::happened)).open(CLUSTER, NODE);
        LogContents found = LogContents.of(log);
        if (!allowed.contains(found)) {
            throw new StorageException("opened: " + found + ", expected one of " + allowed);
        }
        // Whoever opened it counts all of this as durable from now on.
        acknowledge(found);
        return log;
    }

    private LogStorage persist(LogStorage log, List<CrashAction> step) throws StorageException {
        log.persist(request(step));
        acknowledge(allowed.get(allowed.size() - 1));
        log.settle();
        points.add(new CrashPoint(operations, "settled", disk.fork(), promise, allowed));
        return log;
    }

    /** Has a force fail under a step. As it should, the storage is of no more use then, and its process dies. */
    private LogStorage failUnder(LogStorage log, CrashAction.Verb how, List<CrashAction> step) throws StorageException {
        arm(how);
        try {
            if (step.get(0).verb() == CrashAction.Verb.KILL) {
                disk.kill();
                return open();
            }
            // If it says that all is durable, then it has to be.
            return persist(log, step);
        } catch (StorageException e) {
            if (!forceFaults.isSpent()) {
                throw e;
            }
            disk.kill();
            return open();
        } finally {
            forceFaults.armForce(ForceFault.NONE);
            forceFaults.armDirectoryForce(ForceFault.NONE);
        }
    }

    private void arm(CrashAction.Verb how) {
        switch (how) {
            case KEEPS -> forceFaults.armForce(ForceFault.KEEPS_CACHE);
            case REVERTS -> forceFaults.armForce(ForceFault.REVERTS_CACHE);
            case FORGETS -> forceFaults.armForce(ForceFault.FORGETS_PLACES);
            case KEEPS_NAMES -> forceFaults.armDirectoryForce(ForceFault.KEEPS_CACHE);
            case REVERTS_NAMES -> forceFaults.armDirectoryForce(ForceFault.REVERTS_CACHE);
            default -> throw new IllegalArgumentException(how + " is no failure");
        }
    }

    private List<WriteBatch> request(List<CrashAction> actions) {
        List<WriteBatch> group = new ArrayList<>();
        List<LogContents> requested = new ArrayList<>(allowed);
        for (CrashAction action : actions) {
            LogContents state = requested.get(requested.size() - 1);
            WriteBatch batch = batches.make(action, state);
            group.add(batch);
            requested.add(state.after(batch));
        }
        allowed = List.copyOf(requested);
        promise++;
        return group;
    }

    private void acknowledge(LogContents state) {
        allowed = List.of(state);
        promise++;
        // Nothing was done since the last operation, and yet more is promised now.
        points.add(new CrashPoint(operations, "acknowledged", disk.fork(), promise, allowed));
    }

    private void happened(String operation) {
        points.add(new CrashPoint(++operations, operation, disk.fork(), promise, allowed));
    }
}
