package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

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
    private final CRC32C crc = new CRC32C();
    private final byte[] head =
            new byte[FrameFormat.HEADER_BYTES + FrameFormat.MAX_HEAD_BYTES + FrameFormat.MAX_ENTRIES_PREFIX_BYTES];
    private final ByteBuffer numbers = ByteBuffer.wrap(head);
    private final ProtoWriter envelope = new ProtoWriter(head);

    /** The buffer being filled, null if there is none. */
    private ByteBuf batch;

    FrameWriter(Channel channel) {
        this.channel = channel;
    }

    void add(RaftMessage message) {
        int headBytes = EnvelopeCodec.encode(message, envelope, FrameFormat.HEADER_BYTES);
        if (message instanceof AppendRequest append && !append.entries().isEmpty()) {
            addWithEntries(headBytes, (EncodedEntries) append.entries());
        } else {
            addHead(headBytes, 0);
        }
    }

    void add(Hello hello) {
        addHead(EnvelopeCodec.encode(hello, head, FrameFormat.HEADER_BYTES), 0);
    }

    void add(Welcome welcome) {
        addHead(EnvelopeCodec.encode(welcome, head, FrameFormat.HEADER_BYTES), 0);
    }

    void add(Refusal refusal) {
        addHead(EnvelopeCodec.encode(refusal, head, FrameFormat.HEADER_BYTES), 0);
    }

    void addPing() {
        addHead(EnvelopeCodec.encodePing(head, FrameFormat.HEADER_BYTES), 0);
    }

    void addPong() {
        addHead(EnvelopeCodec.encodePong(head, FrameFormat.HEADER_BYTES), 0);
    }

    /** Hands what was added to the socket. */
    void flush() {
        writeBatch();
        channel.flush();
    }

    private void addWithEntries(int headBytes, EncodedEntries entries) {
        addHead(headBytes, Math.toIntExact(entries.sizeInBytes()));
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

    private void addHead(int headBytes, int entriesBytes) {
        int end = FrameFormat.HEADER_BYTES + headBytes;
        if (entriesBytes > 0) {
            end = putEntriesPrefix(end, entriesBytes);
        }
        numbers.putInt(0, end - FrameFormat.HEADER_BYTES + entriesBytes);
        numbers.putInt(FrameFormat.HEAD_LENGTH_OFFSET, headBytes);
        crc.reset();
        crc.update(head, 0, FrameFormat.CHECKSUM_OFFSET);
        crc.update(head, FrameFormat.HEADER_BYTES, end - FrameFormat.HEADER_BYTES);
        numbers.putInt(FrameFormat.CHECKSUM_OFFSET, (int) crc.getValue());
        room(end, end + Math.min(entriesBytes, BATCH_BYTES - end)).writeBytes(head, 0, end);
    }

    /** Tag and length of the entries field, by hand: what protobuf would write in front of the bytes, without the bytes. */
    private int putEntriesPrefix(int offset, int entriesBytes) {
        int at = offset;
        head[at++] = FrameFormat.ENTRIES_TAG;
        int rest = entriesBytes;
        while (rest > 0x7F) {
            head[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        head[at++] = (byte) rest;
        return at;
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
