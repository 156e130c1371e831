package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.Effects;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RoleChange;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.Invariant;

/** Carries out what one server's core hands out: into its persist stream, the network and the state machine. */
final class FlushedEffects implements Effects {
    private final ScenarioNode node;
    private final Network network;
    private final Invariant invariants;
    private final Trace trace;
    private long appliedTo;

    FlushedEffects(ScenarioNode node, Network network, Invariant invariants, Trace trace) {
        this.node = node;
        this.network = network;
        this.invariants = invariants;
        this.trace = trace;
    }

    /** The last index that was to be applied; 0 if none. */
    long appliedTo() {
        return appliedTo;
    }

    @Override
    public void persist(PersistBatch batch) {
        trace.add(node.id(), "persist " + batch);
        node.issue(batch);
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        trace.add(node.id(), "send to " + to + " " + message);
        invariants.sent(node, to, message);
        network.send(node.id(), to, message);
    }

    @Override
    public void apply(long from, long to) {
        trace.add(node.id(), "apply " + from + " to " + to);
        for (long index = from; index <= to; index++) {
            invariants.applied(node, node.log().entry(index));
        }
        appliedTo = to;
    }

    @Override
    public void roleChanged(RoleChange change) {
        trace.add(
                node.id(),
                "is " + change.role() + " in term " + change.term() + " under "
                        + change.leader().map(NodeId::value).orElse("nobody") + ": " + change.reason());
    }

    @Override
    public void membershipChanged(Membership effective) {
        trace.add(node.id(), "has membership " + effective);
    }
}
