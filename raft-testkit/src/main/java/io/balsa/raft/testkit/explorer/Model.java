package io.balsa.raft.testkit.explorer;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.DiskImage;
import io.balsa.raft.testkit.invariants.LogImage;
import io.balsa.raft.testkit.invariants.NodeView;
import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may happen in a state within the limits, and what comes of it. */
final class Model {
    private final Limits limits;
    private final Catalog catalog;
    private final Steps steps;
    private final ClusterChecks checks;
    private final State start;

    /**
     * Begins where a scenario ended.
     *
     * @param symmetric whether states count as equal that differ only in the names of servers that began alike
     */
    Model(ScenarioWorld world, Limits limits, boolean symmetric) {
        Servers servers = Servers.of(world);
        List<int[]> all = servers.renamings();
        this.limits = limits;
        // With times, cores know the others by their names.
        boolean renamed = symmetric && !servers.areTimed();
        this.catalog = new Catalog(servers, renamed ? symmetries(world, servers, all) : all.subList(0, 1));
        this.steps = new Steps(catalog);
        this.checks = new ClusterChecks(catalog);
        this.start = load(world, catalog);
    }

    /** The renamings that leave the beginning as it is. */
    private static List<int[]> symmetries(ScenarioWorld world, Servers servers, List<int[]> renamings) {
        Catalog catalog = new Catalog(servers, renamings);
        State state = load(world, catalog);
        List<int[]> symmetries = new ArrayList<>();
        for (int i = 0; i < renamings.size(); i++) {
            if (sum(state, catalog, i) == sum(state, catalog, 0)) {
                symmetries.add(renamings.get(i));
            }
        }
        return symmetries;
    }

    private static State load(ScenarioWorld world, Catalog catalog) {
        State state = new State(catalog.servers().count());
        Ledger ledger = Ledger.EMPTY;
        for (int i = 0; i < state.nodes.length; i++) {
            NodeState node = catalog.unique(load(world, catalog, i));
            state.nodes[i] = node.number;
            if (node.leads) {
                ledger = ledger.withLeader(node.term, i);
            }
            for (int index = 1; index <= node.commit; index++) {
                if (ledger.committedAt(index) < 0) {
                    ledger = ledger.withCommitted(index, node.entries[index - 1], node.term);
                }
            }
        }
        state.ledger = catalog.unique(ledger).number;
        for (ScenarioWorld.InFlight message : world.inFlight()) {
            Servers servers = catalog.servers();
            int from = servers.indexOf(message.from());
            state.add(catalog.message(from, servers.indexOf(message.to()), message.message()).number);
        }
        return state;
    }

    private static NodeState load(ScenarioWorld world, Catalog catalog, int self) {
        NodeId id = catalog.servers().ids().get(self);
        NodeView view = world.view(id);
        LogImage log = view.log().copy();
        RaftCore core = world.isRunning(id) ? Execution.copy(world.core(id), log) : null;
        DiskImage disk =
                new DiskImage(view.durableHardState(), view.durableLog().copy());
        return new NodeState(catalog, self, core, log, disk, world.pending(id), world.nowNanos(id));
    }

    State start() {
        return start;
    }

    Catalog catalog() {
        return catalog;
    }

    Steps steps() {
        return steps;
    }

    /** A fingerprint that is the same for all states that count as equal. */
    long fingerprint(State state) {
        long least = sum(state, catalog, 0);
        for (int i = 1; i < catalog.renamings().size(); i++) {
            least = Math.min(least, sum(state, catalog, i));
        }
        return Hash.add(least, state.used);
    }

    /** Servers carry their names in their hashes, and messages have no order: so a sum will do. */
    private static long sum(State state, Catalog catalog, int renaming) {
        long sum = Hash.add(5, catalog.ledger(state.ledger).hashes[renaming]);
        for (int node : state.nodes) {
            sum += catalog.state(node).hashes[renaming];
        }
        for (int i = 0; i < state.inFlight; i++) {
            sum += catalog.message(state.messages[i]).hashes[renaming];
        }
        return sum;
    }

    /**
     * What may happen.
     *
     * @param state the state
     * @param into where the actions are put; grown if need be
     * @return {@code into}, or a longer one, with as many actions as its first number says
     */
    int[] actions(State state, int[] into) {
        int[] actions = into.length < 2 + 3 * state.inFlight + 32 * state.nodes.length
                ? new int[2 * (2 + 3 * state.inFlight + 32 * state.nodes.length)]
                : into;
        actions[0] = 0;
        for (int i = 0; i < state.inFlight; i++) {
            if (i == 0 || state.messages[i] != state.messages[i - 1]) {
                add(actions, state, Kind.DELIVER, state.messages[i]);
                add(actions, state, Kind.DUPLICATE, state.messages[i]);
                add(actions, state, Kind.DROP, state.messages[i]);
            }
        }
        for (int number : state.nodes) {
            NodeState node = catalog.state(number);
            if (node.core == null) {
                add(actions, state, Kind.RESTART, node.self);
            } else {
                ofRunning(actions, state, node);
            }
        }
        return actions;
    }

    private void ofRunning(int[] actions, State state, NodeState node) {
        if (!node.pending.isEmpty()) {
            add(actions, state, Kind.PERSIST, node.self);
        }
        if (node.leads) {
            add(actions, state, Kind.HEARTBEAT, node.self);
            int number = Limits.used(Kind.PROPOSE, state.used) + 1;
            add(actions, state, Kind.PROPOSE, Kind.argument(node.self, number));
        } else if (node.votes && node.term < limits.terms()) {
            add(actions, state, Kind.CAMPAIGN, node.self);
        }
        if (canLapse(node)) {
            add(actions, state, Kind.LAPSE, node.self);
        }
        for (int kept = 0; kept <= Math.min(7, node.pending.size()); kept++) {
            add(actions, state, Kind.CRASH, Kind.argument(node.self, kept));
        }
        for (int peer = 0; peer < state.nodes.length; peer++) {
            if (peer != node.self) {
                add(actions, state, Kind.BREAK, Kind.argument(node.self, peer));
            }
        }
    }

    private boolean canLapse(NodeState node) {
        return catalog.servers().areTimed()
                && !node.leads
                && node.core.nextDeadlineNanos() - node.nowNanos
                        > catalog.servers().settings().electionTimeoutNanos();
    }

    private void add(int[] actions, State state, Kind kind, int argument) {
        if (limits.allows(kind, state.used)) {
            actions[++actions[0]] = kind.with(argument);
        }
    }

    /** What came of an action. */
    enum Result {
        REACHED,
        /** More would be in flight than the limit says. */
        TOO_MUCH_IN_FLIGHT,
        BROKEN
    }

    private String broken;

    /** What was wrong at the last {@link Result#BROKEN}. */
    String broken() {
        return broken;
    }

    /** Works out what an action makes of a state. */
    Result apply(State from, int action, State to) {
        Kind kind = Kind.of(action);
        to.set(from);
        to.used = Limits.use(kind, from.used);
        int server = Kind.server(action);
        int input = action;
        if (kind.isOfMessage()) {
            Message message = catalog.message(Kind.argument(action));
            if (kind != Kind.DUPLICATE) {
                to.remove(message.number);
            }
            if (kind == Kind.DROP || catalog.state(from.nodes[message.to]).core == null) {
                return Result.REACHED;
            }
            server = message.to;
            input = Kind.DELIVER.with(message.number);
        }
        NodeState before = catalog.state(from.nodes[server]);
        Step step = steps.of(before, input);
        if (step.broken != null) {
            broken = step.broken;
            return Result.BROKEN;
        }
        to.nodes[server] = step.after;
        for (int message : step.sent) {
            to.add(message);
        }
        if (to.inFlight > limits.inFlight() && step.sent.length > 0) {
            return Result.TOO_MUCH_IN_FLIGHT;
        }
        broken = step.after == before.number ? null : checks.judge(before, to);
        return broken == null ? Result.REACHED : Result.BROKEN;
    }

    @Override
    public String toString() {
        return catalog.states() + " states of servers, " + steps.executed() + " steps by a core, "
                + catalog.renamings().size() + " renamings " + Arrays.toString(start.nodes);
    }
}
