package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Does what a scenario may do, at random: messages late, lost, twice and out of order, disks that lag, crashes that leave any prefix, time that passes
 * unevenly. Then everything heals, and the cluster has to agree. The invariants watch throughout.
 */
final class RandomWalk {
    private final SplittableRandom random;
    private final ScenarioRun run;
    private final ScenarioCluster cluster;
    private final List<ScenarioNode> nodes;
    private int proposals;

    RandomWalk(long seed) {
        this.random = new SplittableRandom(seed);
        List<String> setup = List.of(
                "scenario walk",
                "config prevote=" + onOff() + " checkquorum=" + onOff() + " inflight=" + (1 + random.nextInt(4))
                        + " batch-bytes=" + (1 + random.nextInt(100)) + " seed=" + (seed & 0xFFFF),
                "nodes "
                        + String.join(" ", List.of("n1", "n2", "n3", "n4", "n5").subList(0, 2 + random.nextInt(4))));
        this.run = new ScenarioRun(ScenarioParser.parse("walk", setup).setup());
        this.cluster = run.cluster();
        this.nodes = new ArrayList<>(cluster.nodes());
        nodes.forEach(node -> node.setPersistsAlone(false));
    }

    private String onOff() {
        return random.nextBoolean() ? "on" : "off";
    }

    ScenarioCluster cluster() {
        return cluster;
    }

    /** Takes so many steps, then heals everything. */
    void walk(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        for (ScenarioNode node : nodes) {
            node.setPersistsAlone(true);
            if (!node.isRunning()) {
                cluster.restart(node);
            }
        }
        settling().run(20_000_000_000L);
        agree();
    }

    private Settling settling() {
        Set<NodeId> all = nodes.stream().map(ScenarioNode::id).collect(Collectors.toCollection(LinkedHashSet::new));
        return new Settling(cluster, all);
    }

    private void agree() {
        Set<String> views = nodes.stream()
                .map(node -> node.core().leader() + " " + node.term() + " " + node.commitIndex() + " "
                        + node.log().terms())
                .collect(Collectors.toSet());
        if (views.size() != 1 || nodes.get(0).core().leader().isEmpty()) {
            throw new ScenarioFailure("all to agree on leader, term, commit and log", views.toString());
        }
    }

    private void step() {
        ScenarioNode node = nodes.get(random.nextInt(nodes.size()));
        int choice = random.nextInt(100);
        List<Flight> flights = cluster.network().inFlight();
        if (!node.isRunning()) {
            if (choice < 30) {
                cluster.restart(node);
            }
        } else if (choice < 45 && !flights.isEmpty()) {
            cluster.deliver(flights.get(Math.min(random.nextInt(flights.size()), random.nextInt(flights.size()))));
        } else if (choice < 50 && !flights.isEmpty()) {
            cluster.deliverCopy(flights.get(random.nextInt(flights.size())));
        } else if (choice < 55 && !flights.isEmpty()) {
            cluster.drop(flights.get(random.nextInt(flights.size())));
        } else if (choice < 75) {
            if (node.canPersist()) {
                int left = node.issuedBatches() - node.acknowledgedBatches();
                cluster.persist(node, node.acknowledgedBatches() + 1 + random.nextInt(left));
            }
        } else if (choice < 85) {
            run.proposals().propose(node.id(), List.of("p" + proposals++, "p" + proposals++));
        } else if (choice < 88) {
            int left = node.issuedBatches() - node.acknowledgedBatches();
            cluster.crash(node, node.acknowledgedBatches() + random.nextInt(left + 1));
        } else if (choice < 90) {
            ScenarioNode peer = nodes.get(random.nextInt(nodes.size()));
            cluster.input(node.id(), "loses " + peer.id(), core -> core.connectionLost(peer.id()));
        } else if (choice < 94) {
            cluster.input(node.id(), "campaigns", RaftCore::campaign);
        } else {
            new Settling(cluster, Set.of(node.id())).tick(1 + 1_000_000L * random.nextInt(300));
        }
    }
}
