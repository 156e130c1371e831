/** The Raft core, the runtime around it, and the interfaces to applications, storages and transports. */
module io.balsa.raft {
    requires org.slf4j;

    exports io.balsa.raft;
    exports io.balsa.raft.spi;
    exports io.balsa.raft.core to
            io.balsa.raft.testkit;
    exports io.balsa.raft.node to
            io.balsa.raft.testkit;

    uses io.balsa.raft.NodeStarter;

    provides io.balsa.raft.NodeStarter with
            io.balsa.raft.node.LocalNodeStarter;
}
