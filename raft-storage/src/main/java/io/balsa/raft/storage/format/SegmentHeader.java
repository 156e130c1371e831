package io.balsa.raft.storage.format;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What stands in the first sector of a segment, and again in the second.
 *
 * <pre>
 * offset  size
 *  0      8    "BALSAWAL"
 *  8      4    CRC32C of bytes 12 to 4095; these three fields stay the same in every version
 * 12      4    version, 2
 * 16     16    id of the storage, random
 * 32      8    number of the segment, from 1
 * 40      8    base position: the position of the segment's first byte in the log
 * 48      8    size of the segment in bytes
 * 56      2    length of the cluster's name in bytes, then the name in UTF-8
 *         1    length of the server's name in bytes, then the name in UTF-8
 *              zeros up to the end of the sector
 * </pre>
 *
 * @param storageId a random number given to the storage when it was made
 * @param number of the segment
 * @param basePosition position of the segment's first byte
 * @param sizeBytes the segment's size
 * @param clusterId the cluster's name
 * @param node the server's name
 */
public record SegmentHeader(
        UUID storageId, long number, long basePosition, long sizeBytes, String clusterId, NodeId node) {
    private static final long MAGIC = 0x42414C53_4157414CL;
    private static final int VERSION = 2;
    private static final int CRC_OFFSET = 8;
    private static final int VERSION_OFFSET = 12;

    /** Writes the header into the sector at {@code at} of a heap buffer, whose bytes are zero. */
    public void write(ByteBuffer out, int at) {
        byte[] cluster = clusterId.getBytes(StandardCharsets.UTF_8);
        byte[] name = node.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer sector = out.slice(at, Layout.SECTOR_BYTES);
        sector.putLong(MAGIC).putInt(0).putInt(VERSION);
        sector.putLong(storageId.getMostSignificantBits()).putLong(storageId.getLeastSignificantBits());
        sector.putLong(number).putLong(basePosition).putLong(sizeBytes);
        sector.putShort((short) cluster.length)
                .put(cluster)
                .put((byte) name.length)
                .put(name);
        sector.putInt(CRC_OFFSET, checksum(out, at));
    }

    /** {@return whether the sector at {@code at} holds an undamaged header, of whatever version} */
    public static boolean isIntact(ByteBuffer in, int at) {
        return in.getLong(at) == MAGIC && in.getInt(at + CRC_OFFSET) == checksum(in, at);
    }

    private static int checksum(ByteBuffer in, int at) {
        CRC32C crc = new CRC32C();
        crc.update(in.array(), in.arrayOffset() + at + VERSION_OFFSET, Layout.SECTOR_BYTES - VERSION_OFFSET);
        return (int) crc.getValue();
    }

    /** Reads an undamaged header. */
    public static SegmentHeader read(ByteBuffer in, int at, String file) throws StorageException {
        ByteBuffer sector = in.slice(at, Layout.SECTOR_BYTES).position(VERSION_OFFSET);
        int version = sector.getInt();
        if (version != VERSION) {
            throw new StorageException(
                    file + " has format version " + version + ": this version of the library reads " + VERSION);
        }
        UUID storageId = new UUID(sector.getLong(), sector.getLong());
        long number = sector.getLong();
        long basePosition = sector.getLong();
        long sizeBytes = sector.getLong();
        byte[] cluster = new byte[Short.toUnsignedInt(sector.getShort())];
        sector.get(cluster);
        byte[] name = new byte[Byte.toUnsignedInt(sector.get())];
        sector.get(name);
        return new SegmentHeader(
                storageId,
                number,
                basePosition,
                sizeBytes,
                new String(cluster, StandardCharsets.UTF_8),
                NodeId.of(new String(name, StandardCharsets.UTF_8)));
    }
}
