package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames that wait for the event loop, bounded in bytes. Filled by any thread, emptied by the event loop.
 *
 * <p>Messages are encoded at once, by the thread that sends: the bytes of their entries are only lent for that long. It is the one copy
 * on the way to the socket. Small frames are gathered in one buffer.
 */
final class SendQueue {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int FIRST_BUFFER_BYTES = 1 << 10;

    /** One or several whole frames. */
    record Frames(ByteBuf bytes, int messages) {}

    private final ByteBufAllocator allocator;
    private final long maxQueuedBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final FrameHead head = new FrameHead();
    private final ArrayDeque<Frames> full = new ArrayDeque<>();
    private ByteBuf filling;
    private int fillingMessages;
    /** Changed with the lock, read without. */
    private final AtomicLong queuedBytes = new AtomicLong();

    private boolean closed;

    SendQueue(ByteBufAllocator allocator, long maxQueuedBytes) {
        this.allocator = allocator;
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
        lock.lock();
        try {
            if (closed || queuedBytes.get() + frameBytes(message) > maxQueuedBytes) {
                return false;
            }
            int headBytes = head.write(message);
            int entriesBytes = FrameHead.entriesBytes(message);
            ByteBuf target;
            try {
                // All of the frame's room now: a frame that is there in part would spoil those behind it.
                target = room(headBytes + entriesBytes).ensureWritable(headBytes + entriesBytes);
            } catch (OutOfMemoryError e) {
                // Native memory is a queue's bound like any other, and a peer that is slow must not stop this server.
                return false;
            }
            target.writeBytes(head.array(), 0, headBytes);
            if (entriesBytes > 0) {
                write((EncodedEntries) ((AppendRequest) message).entries(), target);
            }
            fillingMessages++;
            queuedBytes.addAndGet(headBytes + entriesBytes);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static void write(EncodedEntries entries, ByteBuf target) {
        for (int i = 0; i < entries.bufferCount(); i++) {
            target.writeBytes(entries.buffer(i));
        }
    }

    private ByteBuf room(int bytes) {
        if (filling != null && filling.readableBytes() + bytes > BUFFER_BYTES) {
            finishFilling();
        }
        if (filling == null) {
            filling = allocator.directBuffer(Math.max(bytes, FIRST_BUFFER_BYTES));
        }
        return filling;
    }

    private void finishFilling() {
        full.add(new Frames(filling, fillingMessages));
        filling = null;
        fillingMessages = 0;
    }

    /** The oldest frames, which are the caller's to release; null if there are none. */
    Frames poll() {
        if (isEmpty()) {
            return null;
        }
        lock.lock();
        try {
            if (full.isEmpty() && filling != null) {
                finishFilling();
            }
            Frames oldest = full.poll();
            if (oldest != null) {
                queuedBytes.addAndGet(-oldest.bytes().readableBytes());
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** Releases what is here and takes nothing more. Any thread; more than once if need be. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (Frames left = poll(); left != null; left = poll()) {
                left.bytes().release();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return queuedBytes.get() == 0;
    }

    long queuedBytes() {
        return queuedBytes.get();
    }
}
