package io.balsa.raft.transport.netty;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Cuts a stream of bytes into frames. Entry bytes go straight from the buffers that come into one heap array, however many buffers a frame
 * takes; the array is used again for the next frame. Nothing is allocated for a frame before its lengths have been held against the limits
 * and its checksum against its head, so neither noise nor a length bomb costs memory.
 */
final class FrameReader {
    private static final byte[] NO_ENTRIES = {};

    /** An array that is longer is not kept for the next frame. */
    private static final int MAX_KEPT_BYTES = 2 << 20;

    private final EnvelopeHandler handler;
    private final CRC32C crc = new CRC32C();
    private final byte[] head =
            new byte[FrameFormat.HEADER_BYTES + FrameFormat.MAX_HEAD_BYTES + FrameFormat.MAX_ENTRIES_PREFIX_BYTES];
    private final ByteBuffer numbers = ByteBuffer.wrap(head);

    private int maxFrameBytes;

    // The frame being read: first its header is filled, then its head, then its entries.
    private int filled;
    private int wanted = FrameFormat.HEADER_BYTES;
    private int headBytes;
    private int entriesBytes;
    private byte[] entries = NO_ENTRIES;
    private int entriesFilled;

    FrameReader(EnvelopeHandler handler, int maxFrameBytes) {
        this.handler = handler;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Changes the limit. */
    void allow(int frameBytes) {
        this.maxFrameBytes = frameBytes;
    }

    /** Lets go of the frame that is being read: nothing more comes. */
    void drop() {
        entries = NO_ENTRIES;
    }

    /** Whether a frame has begun and not ended yet. */
    boolean isWithinFrame() {
        return filled > 0;
    }

    /** Reads bytes, at least one, and at most up to the end of a frame. */
    void read(ByteBuf in) throws MalformedFrameException {
        if (filled < wanted) {
            int count = Math.min(wanted - filled, in.readableBytes());
            in.readBytes(head, filled, count);
            filled += count;
            if (filled < wanted) {
                return;
            }
            if (wanted == FrameFormat.HEADER_BYTES) {
                headerRead();
                return;
            }
            headRead();
        } else {
            int count = Math.min(entriesBytes - entriesFilled, in.readableBytes());
            in.readBytes(entries, entriesFilled, count);
            entriesFilled += count;
        }
        if (entriesFilled == entriesBytes) {
            frameRead();
        }
    }

    private void headerRead() throws MalformedFrameException {
        int envelopeBytes = numbers.getInt(0);
        headBytes = numbers.getInt(FrameFormat.HEAD_LENGTH_OFFSET);
        int maxEnvelopeBytes = maxFrameBytes - FrameFormat.HEADER_BYTES;
        if (envelopeBytes <= 0 || envelopeBytes > maxEnvelopeBytes) {
            throw new MalformedFrameException(
                    "frame length " + envelopeBytes + ": expected 1 to " + maxEnvelopeBytes + " bytes");
        }
        int maxHeadBytes = Math.min(envelopeBytes, FrameFormat.MAX_HEAD_BYTES);
        if (headBytes <= 0 || headBytes > maxHeadBytes) {
            throw new MalformedFrameException(
                    "head length " + headBytes + ": expected 1 to " + maxHeadBytes + " bytes");
        }
        int tailBytes = envelopeBytes - headBytes;
        int prefixBytes = tailBytes == 0 ? 0 : FrameFormat.entriesPrefixBytes(tailBytes);
        entriesBytes = tailBytes - prefixBytes;
        wanted = FrameFormat.HEADER_BYTES + headBytes + prefixBytes;
    }

    private void headRead() throws MalformedFrameException {
        crc.reset();
        crc.update(head, 0, FrameFormat.CHECKSUM_OFFSET);
        crc.update(head, FrameFormat.HEADER_BYTES, wanted - FrameFormat.HEADER_BYTES);
        int expected = (int) crc.getValue();
        int found = numbers.getInt(FrameFormat.CHECKSUM_OFFSET);
        if (found != expected) {
            throw new MalformedFrameException(String.format("frame checksum %08x: expected %08x", found, expected));
        }
        checkEntriesPrefix();
        if (entries.length < entriesBytes) {
            entries = new byte[Math.max(entriesBytes, Math.min(2 * entries.length, MAX_KEPT_BYTES))];
        }
        entriesFilled = 0;
    }

    private void checkEntriesPrefix() throws MalformedFrameException {
        int at = FrameFormat.HEADER_BYTES + headBytes;
        if (at == wanted) {
            return;
        }
        int length = 0;
        for (int i = at + 1; i < wanted; i++) {
            length |= (head[i] & 0x7F) << 7 * (i - at - 1);
        }
        if (head[at] != FrameFormat.ENTRIES_TAG || length != entriesBytes || head[wanted - 1] < 0) {
            throw new MalformedFrameException(
                    "bytes behind the head: expected an entries field of " + entriesBytes + " bytes");
        }
    }

    private void frameRead() throws MalformedFrameException {
        ByteBuffer complete = ByteBuffer.wrap(entries, 0, entriesBytes);
        if (entries.length > MAX_KEPT_BYTES) {
            entries = NO_ENTRIES;
        }
        entriesFilled = 0;
        entriesBytes = 0;
        filled = 0;
        wanted = FrameFormat.HEADER_BYTES;
        EnvelopeCodec.decode(head, FrameFormat.HEADER_BYTES, headBytes, complete, handler);
    }
}
