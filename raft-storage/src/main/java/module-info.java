/** A node's log and vote on files. */
module io.balsa.raft.storage {
    requires transitive io.balsa.raft;
    requires org.slf4j;
    // The option to open a file past the page cache, which has no other home.
    requires jdk.unsupported;

    exports io.balsa.raft.storage;
    exports io.balsa.raft.storage.disk;
}
