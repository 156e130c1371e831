package io.balsa.raft.spi;

/** A place where a node keeps its log and its vote. Opened once by the node that owns it. */
public interface Storage {
    /**
     * Opens the place, makes it if it is new, recovers what is there, and locks it against every other process.
     *
     * @param clusterId the cluster's name; a place that belongs to another cluster is refused
     * @param node the server's name; a place that belongs to another server is refused
     * @return the log
     * @throws StorageException if it cannot be opened, belongs to somebody else, or is damaged; nothing was changed then
     */
    LogStorage open(String clusterId, NodeId node) throws StorageException;
}
