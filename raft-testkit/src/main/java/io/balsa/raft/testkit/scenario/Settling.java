package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import java.util.Set;

/**
 * Lets a cluster run: everything persisted and delivered until nothing is left, or time passing. Goes in rounds: first every disk completes what it has,
 * then all messages that were in flight at that moment arrive, in the order in which they were sent.
 */
final class Settling {
    /** Far more than any scenario needs: beyond it two servers answer each other for ever. */
    private static final int MAX_ROUNDS = 10_000;

    private final ScenarioCluster cluster;
    private final Set<NodeId> among;

    Settling(ScenarioCluster cluster, Set<NodeId> among) {
        this.cluster = cluster;
        this.among = among;
    }

    void settle() {
        int rounds = 0;
        while (round()) {
            if (++rounds > MAX_ROUNDS) {
                throw new ScenarioFailure(
                        "the cluster to settle",
                        "messages still in flight after " + MAX_ROUNDS + " rounds: "
                                + cluster.network().inFlight());
            }
        }
    }

    private boolean round() {
        boolean persisted = persistAll();
        return deliverAll() || persisted;
    }

    private boolean persistAll() {
        boolean any = false;
        for (ScenarioNode node : cluster.nodes()) {
            if (among.contains(node.id()) && node.persistsAlone() && node.canPersist()) {
                cluster.persist(node, node.issuedBatches());
                any = true;
            }
        }
        return any;
    }

    private boolean deliverAll() {
        boolean any = false;
        for (Flight flight : cluster.network().inFlight()) {
            boolean inside = among.contains(flight.from()) && among.contains(flight.to());
            if (inside && !cluster.network().isHeld(flight)) {
                cluster.deliver(flight);
                any = true;
            }
        }
        return any;
    }

    /** Time passes on the servers, from deadline to deadline; nothing is delivered. */
    void tick(long nanos) {
        long left = nanos;
        while (left > 0) {
            left -= tickToNextDeadline(left);
        }
    }

    /** Time passes, and after each deadline everything settles: as if messages and disks took no time. */
    void run(long nanos) {
        long left = nanos;
        settle();
        while (left > 0) {
            left -= tickToNextDeadline(left);
            settle();
        }
    }

    private long tickToNextDeadline(long atMostNanos) {
        long step = atMostNanos;
        for (ScenarioNode node : cluster.nodes()) {
            if (among.contains(node.id()) && node.isRunning()) {
                long deadline = node.core().nextDeadlineNanos();
                if (deadline != Long.MAX_VALUE && deadline > node.nowNanos()) {
                    step = Math.min(step, deadline - node.nowNanos());
                }
            }
        }
        for (ScenarioNode node : cluster.nodes()) {
            if (among.contains(node.id())) {
                node.advance(step);
                if (node.isRunning()) {
                    long now = node.nowNanos();
                    cluster.input(node.id(), "is at " + now + " ns", core -> core.tick(now));
                }
            }
        }
        return step;
    }
}
