package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeSettings;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.node.Agent;
import io.balsa.raft.node.AgentRunner;
import io.balsa.raft.node.LocalNode;
import io.balsa.raft.node.NodeEnvironment;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One life of a server, from its start to its end: the production runtime with agents that are stepped in virtual time. */
final class SimulatedProcess implements AgentRunner, Executor, ObservedStorage.Observer {
    private static final String NODE = "node";
    private static final String STORAGE = "storage";
    private static final String APPLY = "apply";
    private static final int DEEP = 10;

    private final World world;
    private final SimulatedServer server;
    private final Endpoint endpoint;
    private final Passenger.Instance passenger;
    private final AppendMachine machine;
    private final List<SteppedAgent> agents = new ArrayList<>();
    private final Deque<Runnable> callbacks = new ArrayDeque<>();
    private ObservedStorage storage;
    private LocalNode node;
    private long appliedIndex;
    private boolean dead;

    SimulatedProcess(World world, SimulatedServer server) {
        this.world = world;
        this.server = server;
        this.endpoint = new Endpoint(world, server);
        this.passenger = world.passenger().start(world, server);
        this.machine = new AppendMachine(passenger);
    }

    void start() throws IOException {
        NodeSettings settings = new NodeSettings(
                World.CLUSTER,
                server.id(),
                world.bootstrap(),
                (cluster, id) -> observed(server.openStorage(cluster, id)),
                endpoint,
                new ObservedMachine(world.application().around().apply(machine), this::applied),
                world.settings().config(),
                Optional.of(this));
        node = LocalNode.start(
                settings,
                new NodeEnvironment(
                        server.clock(),
                        server.chance()::below,
                        server.chance().nextLong(),
                        this,
                        SimulatedProcess::overwrite));
        node.addListener(new NodeListener() {
            @Override
            public void failed(String reason) {
                world.check(() -> server.stoppedItself(reason));
            }
        });
    }

    /** Who still reads memory that is used again finds no entries there. */
    private static void overwrite(byte[] memory) {
        Arrays.fill(memory, (byte) 0xDB);
    }

    private LogStorage observed(LogStorage real) {
        storage = new ObservedStorage(real, this, () -> world.mark(Mark.READ_FROM_DISK));
        return storage;
    }

    // ---- what the runtime asks for ----

    @Override
    public Carrier start(String name, List<Agent> carried) {
        SteppedAgent agent = new SteppedAgent(carried.get(0), this, world.timeline());
        agents.add(agent);
        agent.ring();
        return agent;
    }

    /** Runs the application's callbacks: one after the other, each a little later. */
    @Override
    public void execute(Runnable task) {
        if (dead) {
            return;
        }
        callbacks.add(task);
        if (callbacks.size() == 1) {
            world.timeline().in(delayNanos("callback"), this::callBack);
        }
    }

    private void callBack() {
        if (dead) {
            return;
        }
        if (gate().isClosed()) {
            gate().hold(this::callBack);
            return;
        }
        callbacks.peek().run();
        callbacks.poll();
        if (!callbacks.isEmpty()) {
            world.timeline().in(delayNanos("callback"), this::callBack);
        }
    }

    // ---- what happens ----

    long delayNanos(String agent) {
        return switch (agent) {
            case STORAGE -> server.diskDelayNanos();
            case APPLY -> server.applyDelayNanos();
            default -> server.stepDelayNanos();
        };
    }

    Gate gate() {
        return server.gate();
    }

    /** Nothing is slow any more: what was put far off happens soon. */
    void hurry() {
        agents.forEach(SteppedAgent::hurry);
    }

    DriftingClock clock() {
        return server.clock();
    }

    void stepped(String agent, int work) {
        RunHash hash = world.hash();
        hash.add(world.timeline().nowNanos());
        hash.add(server.number() * 31L + agent.length());
        hash.add(work);
        if (agent.equals(NODE)) {
            RaftCore core = node.core();
            hash.add(core.term());
            hash.add(core.commitIndex());
            hash.add(core.lastIndex());
            world.checks().stepped(server);
            server.traceState(core);
        } else if (agent.equals(STORAGE) && world.isTimeToReopen()) {
            server.checkDurableImage(storage.inDoubt());
        }
    }

    @Override
    public void writing(List<WriteBatch> batches) {
        server.disk().persisting();
        world.checks().replication().writing(batches);
        batches.forEach(this::writing);
    }

    private void writing(WriteBatch batch) {
        markCut(batch.truncateFrom());
        world.check(() -> world.checks().writing(server, batch));
        server.written().apply(batch);
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Wrote(
                            world.timeline().nowNanos(), server.id().value(), "writes " + Words.of(batch)));
        }
    }

    private void markCut(long from) {
        DurableImage log = server.written();
        if (from == 0 || from > log.lastIndex()) {
            return;
        }
        world.mark(Mark.LOG_CUT);
        if (from < log.lastIndex()) {
            world.mark(Mark.LOG_CUT_LONG);
        }
        if (from + DEEP <= log.lastIndex() + 1) {
            world.mark(Mark.LOG_CUT_DEEP);
        }
        if (log.termAt(from) != log.termAt(log.lastIndex())) {
            world.mark(Mark.LOG_CUT_TERMS);
        }
    }

    @Override
    public void failed() {
        if (node != null) {
            world.checks().replication().storageFailed(node.core());
        }
    }

    @Override
    public void persisted() {
        server.disk().persisted();
    }

    @Override
    public void durable(WriteBatch batch) {
        HardState before = server.image().hardState();
        server.image().apply(batch);
        world.check(() -> world.checks().durable(server, before));
    }

    private void applied(CommittedEntry entry) {
        world.check(() -> world.checks().applied(server, entry, appliedIndex));
        appliedIndex = entry.index();
        world.hash().add(entry.index());
    }

    // ---- the end ----

    /**
     * Ends without warning. If the disk was being written to, the write comes to a stop after some of its operations.
     *
     * @param diskOperations how many operations the disk still carries out
     */
    void kill(int diskOperations) {
        endpoint.close();
        dead = true;
        for (SteppedAgent agent : agents) {
            if (agent.name().equals(STORAGE) && agent.isRung()) {
                world.mark(Mark.DIED_WRITING);
                server.dieWithin(diskOperations, agent::lastStep);
            }
        }
        agents.forEach(SteppedAgent::abandon);
        callbacks.clear();
    }

    /** Ends as told. Futures are failed by callbacks, which still run. */
    void close() {
        node.close();
        while (!callbacks.isEmpty()) {
            callbacks.poll().run();
        }
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    List<WriteBatch> inDoubt() {
        return storage == null ? List.of() : storage.inDoubt();
    }

    ObservedStorage storage() {
        return storage;
    }

    LocalNode node() {
        return node;
    }

    AppendMachine machine() {
        return machine;
    }

    Passenger.Instance passenger() {
        return passenger;
    }

    Endpoint endpoint() {
        return endpoint;
    }
}
