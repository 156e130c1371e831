package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.CommittedLog;
import io.balsa.raft.testkit.invariants.DiskImage;
import io.balsa.raft.testkit.invariants.Invariants;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.LogImage;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The servers of a scenario and the network between them. Every input to a core is followed by a flush, and by a check of all invariants. Nothing
 * happens here on its own: {@link Settling} and the verbs decide what is delivered and when time passes.
 */
final class ScenarioCluster {
    private final Map<NodeId, ScenarioNode> nodes = new LinkedHashMap<>();
    private final Network network = new Network();
    private final Invariants invariants = new Invariants(nodes);
    private final Trace trace = new Trace();

    ScenarioCluster(ScenarioSetup setup) {
        Membership declared = setup.membership();
        setup.nodes().forEach((id, node) -> {
            Membership membership = node.membership().orElse(declared);
            SeededJitter jitter = new SeededJitter(setup.seed(), id);
            nodes.put(id, new ScenarioNode(id, setup.settings(), membership, jitter));
        });
        setup.nodes().forEach((id, node) -> begin(nodes.get(id), node));
    }

    private void begin(ScenarioNode node, NodeSetup setup) {
        LogImage log = new LogImage();
        for (long term : setup.terms()) {
            log.append(firstEntry(log.lastIndex() + 1, term));
        }
        node.begin(new DiskImage(setup.hardStateToBegin(), log));
        start(node, setup.commit());
    }

    /** An entry from before the scenario began: index and term tell it apart, as Log Matching has it. */
    private static LogEntry firstEntry(long index, long term) {
        return LogEntry.of(index, term, "entry-" + index + "-" + term);
    }

    Collection<ScenarioNode> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    ScenarioNode node(NodeId id) {
        return nodes.get(id);
    }

    Network network() {
        return network;
    }

    CommittedLog committed() {
        return invariants.committed();
    }

    Trace trace() {
        return trace;
    }

    /** Gives a server an input, and carries out all that follows at once. */
    void input(NodeId id, String what, Consumer<RaftCore> input) {
        ScenarioNode node = nodes.get(id);
        RaftCore core = node.core();
        trace.add(id, what);
        input.accept(core);
        flush(node);
    }

    private void flush(ScenarioNode node) {
        RaftCore core = node.core();
        FlushedEffects effects = new FlushedEffects(node, network, invariants, trace);
        core.flush(effects);
        check(node);
        if (effects.appliedTo() > 0) {
            // The state machine of a scenario takes no time.
            core.applied(effects.appliedTo());
            flush(node);
        }
    }

    private void check(ScenarioNode node) {
        node.checkLog();
        invariants.afterInput(node);
    }

    /** Delivers a message; one for a server that is down is lost. */
    void deliver(Flight flight) {
        network.remove(flight);
        deliverCopy(flight);
    }

    /** Delivers a message that stays in flight as well. */
    void deliverCopy(Flight flight) {
        if (nodes.get(flight.to()).isRunning()) {
            input(
                    flight.to(),
                    "receives from " + flight.from() + " " + flight.message(),
                    core -> core.receive(flight.from(), flight.message()));
        } else {
            trace.add(flight.to(), "is down and does not receive " + flight.message());
        }
    }

    void drop(Flight flight) {
        trace.add(flight, "is lost");
        network.remove(flight);
    }

    /** Puts a message into flight that no server of the scenario sent. */
    void inject(NodeId from, NodeId to, RaftMessage message) {
        trace.add(from, "is said to send to " + to + " " + message);
        network.inject(from, to, message);
    }

    /** Completes the persist stream of a server up to a batch, and says so to its core. */
    void persist(ScenarioNode node, int upTo) {
        while (node.acknowledgedBatches() < upTo) {
            node.persistNext();
            invariants.durable(node);
        }
        input(node.id(), "has persisted up to batch " + upTo, core -> core.persisted(upTo));
    }

    void failStorage(ScenarioNode node) {
        node.failStorage();
        input(node.id(), "cannot persist", RaftCore::persistFailed);
    }

    /** A crash after which the first {@code kept} batches turn out to be durable. */
    void crash(ScenarioNode node, int kept) {
        trace.add(node.id(), "crashes, with " + kept + " of " + node.issuedBatches() + " batches on its disk");
        while (node.acknowledgedBatches() < kept) {
            node.persistNext();
            invariants.durable(node);
        }
        node.stop();
    }

    /** Starts a server from its disk. What was committed it does not know: that is in nobody's hard state. */
    void restart(ScenarioNode node) {
        start(node, 0);
    }

    private void start(ScenarioNode node, long commitIndex) {
        trace.add(node.id(), "starts");
        node.start(commitIndex);
        invariants.started(node);
        flush(node);
    }

    void wipe(ScenarioNode node) {
        trace.add(node.id(), "is wiped");
        invariants.wiped(node);
        node.wipe();
    }

    /** The entry with this index and term, as some server has it, or as the servers' first entries are named. */
    LogEntry entryLike(long index, long term) {
        return nodes.values().stream()
                .filter(node -> node.log().has(index) && node.log().termAt(index) == term)
                .map(node -> node.log().entry(index))
                .findFirst()
                .orElseGet(() -> firstEntry(index, term));
    }
}
