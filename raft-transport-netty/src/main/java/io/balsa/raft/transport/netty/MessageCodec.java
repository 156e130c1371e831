package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Between messages and the bytes of their frames, without a connection: for a simulated network, whose messages thus go through the very
 * code that {@link NettyTransport} sends and receives with. What is in a frame is described in {@code docs/wire-format.md}.
 *
 * <p>For one thread at a time.
 */
public final class MessageCodec {
    private final FrameHead head = new FrameHead();
    private final OneMessage taken = new OneMessage();
    private final int maxFrameBytes;
    private FrameReader reader;

    /**
     * A codec.
     *
     * @param maxFrameBytes the longest frame to take in when decoding
     */
    public MessageCodec(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
        this.reader = new FrameReader(taken, maxFrameBytes);
    }

    /**
     * Encodes a message.
     *
     * @param message any message that servers send to each other; the entries of an append request must be {@link EncodedEntries}
     * @return the bytes of its frame, which are the caller's
     */
    public byte[] encode(RaftMessage message) {
        int headBytes = head.write(message);
        byte[] frame = Arrays.copyOf(head.array(), headBytes + FrameHead.entriesBytes(message));
        if (message instanceof AppendRequest append && !append.entries().isEmpty()) {
            ByteBuffer rest = ByteBuffer.wrap(frame, headBytes, frame.length - headBytes);
            EncodedEntries entries = (EncodedEntries) append.entries();
            for (int i = 0; i < entries.bufferCount(); i++) {
                rest.put(entries.buffer(i));
            }
        }
        return frame;
    }

    /**
     * Decodes a message.
     *
     * @param frame the bytes of one frame; they are not kept
     * @return the message
     * @throws MalformedFrameException if the bytes are anything but one whole frame with a message in it, unchanged since it was encoded
     */
    public RaftMessage decode(byte[] frame) throws MalformedFrameException {
        taken.message = null;
        try {
            ByteBuf bytes = Unpooled.wrappedBuffer(frame);
            while (bytes.isReadable()) {
                reader.read(bytes);
            }
            if (taken.message == null || reader.isWithinFrame()) {
                throw new MalformedFrameException("the bytes end within a frame");
            }
            return taken.message;
        } catch (MalformedFrameException e) {
            // As a connection, it is of no more use after that.
            reader = new FrameReader(taken, maxFrameBytes);
            throw e;
        }
    }

    /** Takes one message and nothing else. */
    private static final class OneMessage implements EnvelopeHandler {
        private RaftMessage message;

        @Override
        public void message(RaftMessage received) throws MalformedFrameException {
            if (message != null) {
                throw new MalformedFrameException("a second frame: expected one");
            }
            message = received instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries
                    ? append.with(entries.copy())
                    : received;
        }

        @Override
        public void hello(Hello hello) throws MalformedFrameException {
            throw unexpected("hello");
        }

        @Override
        public void welcome(Welcome welcome) throws MalformedFrameException {
            throw unexpected("welcome");
        }

        @Override
        public void refused(Refusal refusal) throws MalformedFrameException {
            throw unexpected("refusal");
        }

        @Override
        public void ping() throws MalformedFrameException {
            throw unexpected("ping");
        }

        @Override
        public void pong() throws MalformedFrameException {
            throw unexpected("pong");
        }

        @Override
        public void unknownKind() throws MalformedFrameException {
            throw unexpected("unknown kind of envelope");
        }

        private static MalformedFrameException unexpected(String kind) {
            return new MalformedFrameException(kind + ": expected a message between servers");
        }
    }
}
