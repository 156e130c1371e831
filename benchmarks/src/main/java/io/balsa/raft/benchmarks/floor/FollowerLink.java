package io.balsa.raft.benchmarks.floor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** The leader's end of a connection: batches go out, and how many commands are durable comes in. Never blocks. */
final class FollowerLink {
    private final int follower;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<Batch> unsent = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1024 * Long.BYTES);
    private long durable;

    FollowerLink(int follower, SocketChannel channel, Selector selector) throws IOException {
        this.follower = follower;
        this.channel = channel;
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends what the socket takes now; the rest when it has room again. */
    void send(Batch batch, Arrivals arrivals) throws IOException {
        unsent.add(batch);
        if (unsent.size() == 1) {
            flush(arrivals);
        }
    }

    private void flush(Arrivals arrivals) throws IOException {
        while (!unsent.isEmpty()) {
            ByteBuffer rest = unsent.element().toSend(follower);
            channel.write(rest);
            if (rest.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            arrivals.release(unsent.remove());
        }
    }

    void ready(Arrivals arrivals) throws IOException {
        if (key.isWritable()) {
            key.interestOps(SelectionKey.OP_READ);
            flush(arrivals);
        }
        if (key.isReadable()) {
            if (channel.read(in) < 0) {
                throw new EOFException("follower " + follower + " has closed its connection");
            }
            in.flip();
            while (in.remaining() >= Long.BYTES) {
                durable = in.getLong();
            }
            in.compact();
        }
    }

    /** {@return how many commands the follower has on its disk} */
    long durable() {
        return durable;
    }

    /** Nothing more is sent; what the follower still says has somewhere to go. */
    void end() throws IOException {
        channel.shutdownOutput();
    }

    void close() throws IOException {
        channel.close();
    }
}
