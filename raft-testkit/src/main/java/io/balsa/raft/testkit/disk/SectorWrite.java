package io.balsa.raft.testkit.disk;

/** A sector on its way to the medium, whole, as the cache had it when it was written: what a page cache would send. Equal to itself only. */
final class SectorWrite {
    private final long sequence;
    private final int sector;
    private final byte[] bytes;
    private final long fileBytes;

    SectorWrite(long sequence, int sector, byte[] bytes, long fileBytes) {
        this.sequence = sequence;
        this.sector = sector;
        this.bytes = bytes;
        this.fileBytes = fileBytes;
    }

    /** Its place among all that was issued to the disk. */
    long sequence() {
        return sequence;
    }

    /** Where it goes. */
    int sector() {
        return sector;
    }

    /** What goes there, shared and not to be changed; null for zeros. */
    byte[] bytes() {
        return bytes;
    }

    /** The file's size then. */
    long fileBytes() {
        return fileBytes;
    }
}
