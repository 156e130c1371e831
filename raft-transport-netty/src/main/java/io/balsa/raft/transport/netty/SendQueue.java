package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Messages that wait for the event loop, bounded in bytes. Filled by any thread, emptied by the event loop. */
final class SendQueue {
    private final Queue<RaftMessage> messages = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final long maxQueuedBytes;

    SendQueue(long maxQueuedBytes) {
        this.maxQueuedBytes = maxQueuedBytes;
    }

    /** At least as many bytes as the message's frame will have. */
    static long frameBytes(RaftMessage message) {
        long entriesBytes =
                message instanceof AppendRequest append ? append.entries().sizeInBytes() : 0;
        return FrameFormat.MAX_OVERHEAD_BYTES + entriesBytes;
    }

    /** Adds a message, or returns false if it does not fit. */
    boolean offer(RaftMessage message) {
        long bytes = frameBytes(message);
        // Reserved first and given back, rather than compared first: several threads must not pass the check together.
        if (queuedBytes.addAndGet(bytes) > maxQueuedBytes) {
            queuedBytes.addAndGet(-bytes);
            return false;
        }
        messages.add(message);
        return true;
    }

    /** The oldest message, null if there is none. */
    RaftMessage poll() {
        RaftMessage message = messages.poll();
        if (message != null) {
            queuedBytes.addAndGet(-frameBytes(message));
        }
        return message;
    }

    boolean isEmpty() {
        return queuedBytes.get() == 0;
    }

    long queuedBytes() {
        return queuedBytes.get();
    }
}
