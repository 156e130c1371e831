package io.balsa.raft.storage.format;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The checksum of frame headers. It takes in the storage's id and the frame's position, so that a frame that was written or copied to another
 * place, or comes from another storage, is not taken for one of this place. For one thread.
 */
public final class FrameChecksum {
    private static final int POSITION_OFFSET = 16;
    private static final int SEED_BYTES = 24;

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer seed = ByteBuffer.allocate(SEED_BYTES);

    /** For the frames of one storage. */
    public FrameChecksum(UUID storageId) {
        seed.putLong(storageId.getMostSignificantBits());
        seed.putLong(storageId.getLeastSignificantBits());
    }

    /** The checksum of the frame at {@code at} of a heap buffer, over its header and the first {@code bodyBytes} of its body. */
    public int of(long position, ByteBuffer frames, int at, int bodyBytes) {
        seed.putLong(POSITION_OFFSET, position);
        byte[] bytes = frames.array();
        int start = frames.arrayOffset() + at;
        crc.reset();
        crc.update(seed.array());
        crc.update(bytes, start, FrameHeader.CRC_OFFSET);
        crc.update(bytes, start + FrameHeader.BYTES, bodyBytes);
        return (int) crc.getValue();
    }
}
