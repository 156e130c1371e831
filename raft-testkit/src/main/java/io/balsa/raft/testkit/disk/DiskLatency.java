package io.balsa.raft.testkit.disk;

/**
 * How long operations of a {@link SimulatedDisk} take in simulated time. The disk's calls return at once; it adds up what they would have
 * taken, and whoever keeps the time collects that with {@link SimulatedDisk#takeNanos} and delays what follows.
 */
@FunctionalInterface
public interface DiskLatency {
    /** Everything takes no time. */
    DiskLatency NONE = (operation, name, bytes) -> 0;

    /**
     * How long an operation takes.
     *
     * @param operation the operation
     * @param name what it is applied to
     * @param bytes how many bytes are read or written; those unforced so far in case of a force; otherwise 0
     * @return nanoseconds, 0 or more
     */
    long nanos(DiskOperation operation, String name, long bytes);
}
