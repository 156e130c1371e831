package io.balsa.raft.spi;

/**
 * What a server says of itself when it meets another.
 *
 * @param clusterId the name of the cluster; servers of different clusters refuse one another
 * @param self the server's own id, and the address at which it listens
 * @param incarnation differs at each start of the process
 */
public record LocalIdentity(String clusterId, Member self, long incarnation) {
    /** Checks the cluster's name. */
    public LocalIdentity {
        if (clusterId.isBlank() || clusterId.length() > 128) {
            throw new IllegalArgumentException("cluster id '" + clusterId + "': expected 1 to 128 characters");
        }
    }
}
