package io.balsa.raft.node;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TransportListener;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes messages from the transport into the inbox. Never blocks: when the node agent falls so far behind that too
 * many bytes wait, messages are dropped, which the protocol survives as it survives a network that does so.
 */
final class MessageIntake implements TransportListener {
    /** What a message counts besides its entries. */
    private static final long OVERHEAD_BYTES = 128;

    /** A message in the inbox. */
    static final class Received extends InboxItem {
        final NodeId from;
        final RaftMessage message;
        final long bytes;

        Received(NodeId from, RaftMessage message, long bytes) {
            this.from = from;
            this.message = message;
            this.bytes = bytes;
        }
    }

    /** The news in the inbox that a connection has ended. */
    static final class ConnectionLost extends InboxItem {
        final NodeId peer;

        ConnectionLost(NodeId peer) {
            this.peer = peer;
        }
    }

    private final Inbox inbox;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    MessageIntake(Inbox inbox, long maxBytes) {
        this.inbox = inbox;
        this.maxBytes = maxBytes;
    }

    @Override
    public void received(NodeId from, RaftMessage message) {
        long size = OVERHEAD_BYTES
                + (message instanceof AppendRequest append ? append.entries().sizeInBytes() : 0);
        long before = bytes.getAndAdd(size);
        // A message that finds nothing in front of it is taken however long it is: an entry may be longer than any
        // bound on many.
        boolean fits = before == 0 || before + size <= maxBytes;
        if (!fits || !inbox.offerAndLend(new Received(from, message, size))) {
            bytes.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    @Override
    public void connectionLost(NodeId peer) {
        inbox.offerAndLend(new ConnectionLost(peer));
    }

    /** The node agent has taken a message out of the inbox. */
    void taken(Received received) {
        bytes.addAndGet(-received.bytes);
    }

    /** {@return how many messages were dropped so far} */
    long dropped() {
        return dropped.get();
    }
}
