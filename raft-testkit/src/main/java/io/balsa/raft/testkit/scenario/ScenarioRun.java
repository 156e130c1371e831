package io.balsa.raft.testkit.scenario;

/** A scenario while it runs. */
final class ScenarioRun {
    private final ScenarioCluster cluster;
    private final Proposals proposals;

    ScenarioRun(ScenarioSetup setup) {
        this.cluster = new ScenarioCluster(setup);
        this.proposals = new Proposals(cluster);
    }

    ScenarioCluster cluster() {
        return cluster;
    }

    Network network() {
        return cluster.network();
    }

    Proposals proposals() {
        return proposals;
    }
}
