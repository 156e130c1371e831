/** A node's log and vote on files. */
module io.balsa.raft.storage {
    requires transitive io.balsa.raft;
    requires org.slf4j;

    exports io.balsa.raft.storage;
    exports io.balsa.raft.storage.disk;
}
