package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;

/**
 * Writes frames to a channel. Small frames are gathered in one buffer; long runs of entry bytes go to the channel as they are, behind
 * the head that announces them. Confined to the channel's event loop.
 */
final class FrameWriter {
    /**
     * From this size on a buffer of entries is handed to the channel by reference. A shorter one is put behind the frame's head:
     * a heap buffer has to be copied into native memory at the socket in any case, and then one copy into a buffer we fill anyway is
     * cheaper than a buffer of its own.
     */
    static final int GATHER_BYTES = 8 << 10;

    private static final int BATCH_BYTES = 64 << 10;
    private static final int FIRST_BATCH_BYTES = 1 << 10;

    private final Channel channel;
    private final FrameHead head = new FrameHead();

    /** The buffer being filled, null if there is none. */
    private ByteBuf batch;

    FrameWriter(Channel channel) {
        this.channel = channel;
    }

    void add(RaftMessage message) {
        addHead(head.write(message), FrameHead.entriesBytes(message));
        if (message instanceof AppendRequest append && !append.entries().isEmpty()) {
            addEntries((EncodedEntries) append.entries());
        }
    }

    void add(Hello hello) {
        addHead(head.write(hello), 0);
    }

    void add(Welcome welcome) {
        addHead(head.write(welcome), 0);
    }

    void add(Refusal refusal) {
        addHead(head.write(refusal), 0);
    }

    void addPing() {
        addHead(head.writePing(), 0);
    }

    void addPong() {
        addHead(head.writePong(), 0);
    }

    /** Hands what was added to the socket. */
    void flush() {
        writeBatch();
        channel.flush();
    }

    private void addHead(int headBytes, int entriesBytes) {
        room(headBytes, headBytes + Math.min(entriesBytes, BATCH_BYTES - headBytes))
                .writeBytes(head.array(), 0, headBytes);
    }

    private void addEntries(EncodedEntries entries) {
        for (int i = 0; i < entries.bufferCount(); i++) {
            ByteBuffer bytes = entries.buffer(i);
            if (bytes.remaining() < GATHER_BYTES) {
                room(bytes.remaining(), bytes.remaining()).writeBytes(bytes);
            } else {
                writeBatch();
                write(Unpooled.wrappedBuffer(bytes));
            }
        }
    }

    /** The buffer being filled, with room for some bytes; a new one is made large enough for those that are likely to follow. */
    private ByteBuf room(int bytes, int likelyBytes) {
        if (batch != null && batch.readableBytes() + bytes > BATCH_BYTES) {
            writeBatch();
        }
        if (batch == null) {
            batch = channel.alloc().directBuffer(Math.max(likelyBytes, FIRST_BATCH_BYTES));
        }
        return batch;
    }

    private void writeBatch() {
        if (batch != null) {
            ByteBuf full = batch;
            batch = null;
            write(full);
        }
    }

    /** A void promise: nobody asks about a single write, and a failed one ends the connection. */
    private void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }
}
