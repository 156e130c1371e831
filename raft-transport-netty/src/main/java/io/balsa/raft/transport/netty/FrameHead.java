package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** What a frame begins with, up to the first entry byte: written into one array, which the next frame overwrites. */
final class FrameHead {
    private final CRC32C crc = new CRC32C();
    private final byte[] bytes =
            new byte[FrameFormat.HEADER_BYTES + FrameFormat.MAX_HEAD_BYTES + FrameFormat.MAX_ENTRIES_PREFIX_BYTES];
    private final ByteBuffer numbers = ByteBuffer.wrap(bytes);
    private final ProtoWriter envelope = new ProtoWriter(bytes);

    /** The array that is written into, from its begin on. */
    byte[] array() {
        return bytes;
    }

    /** How many entry bytes have to stand behind the head of a message. */
    static int entriesBytes(RaftMessage message) {
        return message instanceof AppendRequest append && !append.entries().isEmpty()
                ? Math.toIntExact(((EncodedEntries) append.entries()).sizeInBytes())
                : 0;
    }

    /** Writes the head of a message, as all below do, and returns its length. */
    int write(RaftMessage message) {
        return finish(EnvelopeCodec.encode(message, envelope, FrameFormat.HEADER_BYTES), entriesBytes(message));
    }

    int write(Hello hello) {
        return finish(EnvelopeCodec.encode(hello, bytes, FrameFormat.HEADER_BYTES), 0);
    }

    int write(Welcome welcome) {
        return finish(EnvelopeCodec.encode(welcome, bytes, FrameFormat.HEADER_BYTES), 0);
    }

    int write(Refusal refusal) {
        return finish(EnvelopeCodec.encode(refusal, bytes, FrameFormat.HEADER_BYTES), 0);
    }

    int writePing() {
        return finish(EnvelopeCodec.encodePing(bytes, FrameFormat.HEADER_BYTES), 0);
    }

    int writePong() {
        return finish(EnvelopeCodec.encodePong(bytes, FrameFormat.HEADER_BYTES), 0);
    }

    private int finish(int envelopeBytes, int entriesBytes) {
        int end = FrameFormat.HEADER_BYTES + envelopeBytes;
        if (entriesBytes > 0) {
            end = putEntriesPrefix(end, entriesBytes);
        }
        numbers.putInt(0, end - FrameFormat.HEADER_BYTES + entriesBytes);
        numbers.putInt(FrameFormat.HEAD_LENGTH_OFFSET, envelopeBytes);
        crc.reset();
        crc.update(bytes, 0, FrameFormat.CHECKSUM_OFFSET);
        crc.update(bytes, FrameFormat.HEADER_BYTES, end - FrameFormat.HEADER_BYTES);
        numbers.putInt(FrameFormat.CHECKSUM_OFFSET, (int) crc.getValue());
        return end;
    }

    /** Tag and length of the entries field, by hand: what protobuf would write in front of the bytes, without the bytes. */
    private int putEntriesPrefix(int offset, int entriesBytes) {
        int at = offset;
        bytes[at++] = FrameFormat.ENTRIES_TAG;
        int rest = entriesBytes;
        while (rest > 0x7F) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }
}
