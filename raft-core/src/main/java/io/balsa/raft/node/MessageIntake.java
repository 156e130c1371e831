package io.balsa.raft.node;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TransportListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes messages from the transport into the inbox. Never blocks: when the node agent falls so far behind that too
 * many bytes wait, messages are dropped, which the protocol survives as it survives a network that does so.
 */
final class MessageIntake implements TransportListener {
    /** What a message counts besides its entries. */
    private static final long OVERHEAD_BYTES = 128;

    private static final byte[] NO_MEMORY = {};

    /** A message in the inbox. */
    static final class Received extends InboxItem {
        final NodeId from;
        final RaftMessage message;
        final long bytes;

        /** Where the bytes of its entries are; empty if it has none. */
        final byte[] memory;

        Received(NodeId from, RaftMessage message, long bytes, byte[] memory) {
            this.from = from;
            this.message = message;
            this.bytes = bytes;
            this.memory = memory;
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
    private final SpareArrays arrays;

    /** Memory of messages that the core has seen and may still hold. Confined to the node agent. */
    private final List<byte[]> lent = new ArrayList<>();

    MessageIntake(Inbox inbox, long maxBytes, Consumer<byte[]> beforeReuse) {
        this.inbox = inbox;
        this.maxBytes = maxBytes;
        this.arrays = new SpareArrays(beforeReuse);
    }

    @Override
    public void received(NodeId from, RaftMessage message) {
        long size = OVERHEAD_BYTES
                + (message instanceof AppendRequest append ? append.entries().sizeInBytes() : 0);
        long before = bytes.getAndAdd(size);
        // A message that finds nothing in front of it is taken however long it is: an entry may be longer than any
        // bound on many.
        boolean fits = before == 0 || before + size <= maxBytes;
        if (!fits || !inbox.offerAndLend(owned(from, message, size))) {
            bytes.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    /** The bytes are the transport's again when {@link #received} returns, and the node agent may be busy until then. */
    private Received owned(NodeId from, RaftMessage message, long size) {
        if (message instanceof AppendRequest append
                && append.entries() instanceof EncodedEntries entries
                && !entries.isEmpty()) {
            byte[] memory = arrays.take(Math.toIntExact(entries.sizeInBytes()));
            return new Received(from, append.with(entries.copyTo(ByteBuffer.wrap(memory))), size, memory);
        }
        return new Received(from, message, size, NO_MEMORY);
    }

    @Override
    public void connectionLost(NodeId peer) {
        inbox.offerAndLend(new ConnectionLost(peer));
    }

    /** The node agent has taken a message out of the inbox. */
    void taken(Received received) {
        bytes.addAndGet(-received.bytes);
        if (received.memory.length > 0) {
            lent.add(received.memory);
        }
    }

    /** The core has handed out all that came of the messages taken so far. */
    void flushed() {
        for (int i = 0; i < lent.size(); i++) {
            arrays.give(lent.get(i));
        }
        lent.clear();
    }

    /** {@return how many messages were dropped so far} */
    long dropped() {
        return dropped.get();
    }
}
