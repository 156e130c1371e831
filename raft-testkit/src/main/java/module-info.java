/** Tools that test a Raft cluster: scenario files for the core, invariants, and a transport and a storage in memory. */
module io.balsa.raft.testkit {
    requires transitive io.balsa.raft;
    requires io.balsa.raft.storage;

    exports io.balsa.raft.testkit.memory;
    exports io.balsa.raft.testkit.scenario;
    exports io.balsa.raft.testkit.simulation;
}
