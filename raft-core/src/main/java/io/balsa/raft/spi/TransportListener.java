package io.balsa.raft.spi;

/**
 * What a transport tells its node. Called by the transport's threads, several at once perhaps; returns quickly and never blocks.
 *
 * <p>The node may go to work on the calling thread at once: it may call {@link Transport#send}, {@link Transport#flush} and {@link
 * Transport#peers} before it returns. So call it without holding a lock that these take, or that another transport's thread may
 * hold while it calls its own node.
 */
public interface TransportListener {
    /**
     * A message arrived. The {@link Entries} of an {@link AppendRequest} are {@link EncodedEntries} that were checked; their bytes are
     * the transport's again when this returns.
     *
     * @param from who sent it, as proven by the connection
     * @param message the message
     */
    void received(NodeId from, RaftMessage message);

    /**
     * A connection to or from a peer that worked has ended: closed by the other side, reset, or silent for too long. A hint: the
     * peer's process may have died, or only the connection.
     *
     * @param peer the other side
     */
    void connectionLost(NodeId peer);
}
