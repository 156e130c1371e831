package io.balsa.raft.testkit.invariants;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.util.List;
import java.util.Map;

/** All invariants of the core, watching one cluster. Confined to one thread. */
public final class Invariants implements Invariant {
    private final CommittedLog committed = new CommittedLog();
    private final List<Invariant> all;

    private Invariants(List<Invariant> all) {
        this.all = all;
    }

    /**
     * Begins to watch.
     *
     * @param nodes the servers of the cluster by name, as a view that may grow
     */
    public Invariants(Map<NodeId, ? extends NodeView> nodes) {
        LeadersOfTerms leaders = new LeadersOfTerms();
        Ballots ballots = new Ballots();
        DurableCopies copies = new DurableCopies(nodes);
        // Ballots before what asks them; the leaders' logs before the acknowledgements that are compared with them.
        this.all = List.of(
                ballots,
                leaders,
                copies,
                new LogMatching(),
                new CommitQuorum(copies),
                committed,
                new LeaderCompleteness(committed),
                new AppliedSequence(),
                new DurableBeforeSaid(ballots, leaders),
                new IndexOrder(),
                new LeaderBookkeeping(copies),
                new SaneMessages());
    }

    /** {@return what is known to be committed} */
    public CommittedLog committed() {
        return committed;
    }

    /** {@return new ones of those that can be judged from one server alone, for whoever looks at single steps} */
    public static Invariant ofOneServer() {
        LeadersOfTerms leaders = new LeadersOfTerms();
        Ballots ballots = new Ballots();
        return new Invariants(List.of(
                ballots,
                leaders,
                new AppliedSequence(),
                new DurableBeforeSaid(ballots, leaders),
                new IndexOrder(),
                new SaneMessages()));
    }

    @Override
    public void started(NodeView node) {
        all.forEach(invariant -> invariant.started(node));
    }

    @Override
    public void durable(NodeView node) {
        all.forEach(invariant -> invariant.durable(node));
    }

    @Override
    public void sent(NodeView from, NodeId to, RaftMessage message) {
        all.forEach(invariant -> invariant.sent(from, to, message));
    }

    @Override
    public void applied(NodeView node, LogEntry entry) {
        all.forEach(invariant -> invariant.applied(node, entry));
    }

    @Override
    public void afterInput(NodeView node) {
        all.forEach(invariant -> invariant.afterInput(node));
    }

    @Override
    public void wiped(NodeView node) {
        all.forEach(invariant -> invariant.wiped(node));
    }
}
