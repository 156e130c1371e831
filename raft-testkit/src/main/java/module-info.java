/**
 * Tools that test a Raft cluster, and what runs on it: clusters in tests, scenario files for the core, invariants, client histories and their checkers, a transport and a storage in memory, simulated disks
 * and their crashes.
 */
module io.balsa.raft.testkit {
    requires transitive io.balsa.raft;
    requires transitive io.balsa.raft.storage;
    requires io.balsa.raft.transport.netty;
    requires static transitive org.junit.jupiter.api;

    exports io.balsa.raft.testkit.cluster;
    exports io.balsa.raft.testkit.contract;
    exports io.balsa.raft.testkit.crash;
    exports io.balsa.raft.testkit.disk;
    exports io.balsa.raft.testkit.history;
    exports io.balsa.raft.testkit.junit;
    exports io.balsa.raft.testkit.memory;
    exports io.balsa.raft.testkit.scenario;
    exports io.balsa.raft.testkit.simulation;
    exports io.balsa.raft.testkit.statemachine;
}
