package io.balsa.raft.testkit.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The bytes of a file, sector by sector. A sector of zeros takes no room, so that a file that is mostly a hole costs next to
 * nothing. The array of a sector is never changed once it is in here, so that copies share it.
 */
final class Sectors {
    private static final byte[][] NONE = {};
    private static final byte[] ZEROS = new byte[4096];

    final int sectorBytes;
    private byte[][] sectors = NONE;
    private long sizeBytes;

    Sectors(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    Sectors copy() {
        Sectors copy = new Sectors(sectorBytes);
        copy.sectors = sectors.clone();
        copy.sizeBytes = sizeBytes;
        return copy;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    void growTo(long bytes) {
        sizeBytes = Math.max(sizeBytes, bytes);
    }

    /** The number of sectors that the file has, the last of them perhaps in part. */
    int count() {
        return Math.toIntExact((sizeBytes + sectorBytes - 1) / sectorBytes);
    }

    /** A copy of a sector, whole, zeros behind the end of the file. */
    byte[] copyOf(int sector) {
        byte[] bytes = shared(sector);
        return bytes == null ? new byte[sectorBytes] : bytes.clone();
    }

    /** Takes a sector, which the caller must not change afterwards; null stands for zeros. Leaves the size alone. */
    void put(int sector, byte[] bytes) {
        if (sector >= sectors.length) {
            if (bytes == null) {
                return;
            }
            sectors = Arrays.copyOf(sectors, Math.max(sector + 1, 2 * sectors.length));
        }
        sectors[sector] = bytes;
    }

    /** The array of a sector, to share and not to change; null if all is zero. */
    byte[] shared(int sector) {
        return sector < sectors.length ? sectors[sector] : null;
    }

    /** Reads into a buffer, as much as there is; -1 at the end. */
    int read(ByteBuffer target, long position) {
        if (position >= sizeBytes) {
            return -1;
        }
        int total = (int) Math.min(target.remaining(), sizeBytes - position);
        int done = 0;
        while (done < total) {
            int sector = (int) ((position + done) / sectorBytes);
            int from = (int) ((position + done) % sectorBytes);
            int bytes = Math.min(total - done, sectorBytes - from);
            byte[] source = shared(sector);
            if (source == null) {
                zeros(target, bytes);
            } else {
                target.put(source, from, bytes);
            }
            done += bytes;
        }
        return total;
    }

    private static void zeros(ByteBuffer target, int bytes) {
        for (int left = bytes; left > 0; left -= ZEROS.length) {
            target.put(ZEROS, 0, Math.min(left, ZEROS.length));
        }
    }

    /** Adds size and content to two checksums. Bytes behind the size do not exist and do not count. */
    void addTo(CRC32C first, CRC32 second) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        update(first, second, number.putLong(0, sizeBytes).array(), Long.BYTES);
        for (int sector = 0; sector < Math.min(count(), sectors.length); sector++) {
            if (sectors[sector] != null) {
                int bytes = (int) Math.min(sectorBytes, sizeBytes - (long) sector * sectorBytes);
                update(first, second, number.putLong(0, sector).array(), Long.BYTES);
                update(first, second, sectors[sector], bytes);
            }
        }
    }

    private static void update(CRC32C first, CRC32 second, byte[] bytes, int length) {
        first.update(bytes, 0, length);
        second.update(bytes, 0, length);
    }
}
