package io.balsa.raft.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Writes frames to a channel: those of the connection itself, and those that come from a {@link SendQueue}. Confined to the channel's event loop. */
final class FrameWriter {
    private static final int BATCH_BYTES = 256;

    private final Channel channel;
    private final FrameHead head = new FrameHead();

    /** The buffer being filled, null if there is none. */
    private ByteBuf batch;

    FrameWriter(Channel channel) {
        this.channel = channel;
    }

    /** Whole frames that somebody else has encoded, to be released by the channel. */
    void add(ByteBuf frames) {
        writeBatch();
        write(frames);
    }

    void add(Hello hello) {
        addHead(head.write(hello));
    }

    void add(Welcome welcome) {
        addHead(head.write(welcome));
    }

    void add(Refusal refusal) {
        addHead(head.write(refusal));
    }

    void addPing() {
        addHead(head.writePing());
    }

    void addPong() {
        addHead(head.writePong());
    }

    /** Hands what was added to the socket. */
    void flush() {
        writeBatch();
        channel.flush();
    }

    private void addHead(int headBytes) {
        if (batch == null) {
            batch = channel.alloc().directBuffer(BATCH_BYTES);
        }
        batch.writeBytes(head.array(), 0, headBytes);
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
