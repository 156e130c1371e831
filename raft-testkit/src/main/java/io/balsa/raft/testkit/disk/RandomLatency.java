package io.balsa.raft.testkit.disk;

import java.util.random.RandomGenerator;

/**
 * Latencies as of a drive behind a page cache: reads, writes and names are quick, a force takes a least time and an exponential tail, and once in a
 * while it is stuck for as long as a device takes to come back.
 *
 * @param forceNanos the least time of a force
 * @param forceTailNanos mean of what comes on top of it
 * @param nanosPerSector on top, for each 4096 bytes that are forced
 * @param stuckRate how often a force is stuck: a probability from 0 to 1
 * @param maxStuckNanos how long at most
 * @param random to draw from, of this disk's latencies alone
 */
public record RandomLatency(
        long forceNanos,
        long forceTailNanos,
        long nanosPerSector,
        double stuckRate,
        long maxStuckNanos,
        RandomGenerator random)
        implements DiskLatency {
    private static final long CACHED_NANOS = 2_000;

    @Override
    public long nanos(DiskOperation operation, String name, long bytes) {
        if (operation != DiskOperation.FORCE && operation != DiskOperation.FORCE_DIRECTORY) {
            return CACHED_NANOS;
        }
        if (stuckRate > 0 && random.nextDouble() < stuckRate) {
            return forceNanos + random.nextLong(maxStuckNanos + 1);
        }
        double tail = -Math.log(1 - random.nextDouble()) * forceTailNanos;
        return forceNanos + (long) tail + bytes / SimulatedDisk.DEFAULT_SECTOR_BYTES * nanosPerSector;
    }
}
