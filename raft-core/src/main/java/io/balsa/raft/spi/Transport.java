package io.balsa.raft.spi;

import java.io.IOException;
import java.util.Collection;

/**
 * Carries messages between servers. It may lose, delay, duplicate and reorder them; it must not alter them, and must not deliver
 * them under another sender's name. It never blocks its caller and its queues are bounded in bytes: when one is full, what comes
 * is dropped. A node owns its transport: it starts it once and closes it.
 */
public interface Transport extends AutoCloseable {
    /**
     * Begins to listen. Called once, before everything else.
     *
     * @param local who we are
     * @param listener whom to tell what arrives
     * @throws IOException if the address cannot be listened at
     */
    void start(LocalIdentity local, TransportListener listener) throws IOException;

    /**
     * Says with whom to talk from now on; replaces what was said before. The transport connects, and reconnects for as long as it
     * takes; an address is resolved anew at each try. Called by one thread at a time, perhaps by one of the transport's own, from
     * within a call of the listener; never blocks.
     *
     * @param peers the other members
     */
    void peers(Collection<Member> peers);

    /**
     * Sends a message, or drops it if the peer cannot be reached or its queue is full. Called by several threads; never blocks. The
     * {@link Entries} of an {@link AppendRequest} are {@link EncodedEntries}, whose bytes are the caller's again when this returns: they
     * are copied, or sent, but not kept. May hold what it takes back until {@link #flush}.
     *
     * @param to the receiver, one of the peers
     * @param message the message
     */
    void send(NodeId to, RaftMessage message);

    /**
     * How much fits into one message. A node does not start with settings under which an entry could never be sent.
     *
     * @return the most bytes that the entries of one {@link AppendRequest} may have
     */
    default long maxEntriesBytes() {
        return Long.MAX_VALUE;
    }

    /** Says that nothing more comes for the moment: whatever {@link #send} held back should leave now. */
    void flush();

    /** Stops listening and sending; the listener is not called any more once this has returned. Does nothing the second time. */
    @Override
    void close();
}
