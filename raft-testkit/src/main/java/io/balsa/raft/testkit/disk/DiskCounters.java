package io.balsa.raft.testkit.disk;

/**
 * What was done to a disk since it was made, failed attempts included.
 *
 * @param reads how many reads
 * @param readBytes how many bytes they asked for
 * @param writes how many writes
 * @param writtenBytes how many bytes they brought
 * @param forces how many files were forced
 * @param directoryForces how many directories were forced
 */
public record DiskCounters(
        long reads, long readBytes, long writes, long writtenBytes, long forces, long directoryForces) {
    static final DiskCounters ZERO = new DiskCounters(0, 0, 0, 0, 0, 0);

    DiskCounters plus(DiskOperation operation, long bytes) {
        return switch (operation) {
            case READ -> new DiskCounters(reads + 1, readBytes + bytes, writes, writtenBytes, forces, directoryForces);
            case WRITE -> new DiskCounters(reads, readBytes, writes + 1, writtenBytes + bytes, forces, directoryForces);
            case FORCE -> new DiskCounters(reads, readBytes, writes, writtenBytes, forces + 1, directoryForces);
            case FORCE_DIRECTORY ->
                new DiskCounters(reads, readBytes, writes, writtenBytes, forces, directoryForces + 1);
            default -> this;
        };
    }
}
