package io.balsa.raft.testkit.disk;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A disk in memory with a cache in front of it. What was written is in the cache; what was forced is on the medium; a {@link #powerCut}
 * leaves the medium and, of the rest, whatever its mode says. {@link #kill} ends the process that uses the disk and leaves the cache.
 *
 * <p>Faults and latencies are the caller's to decide ({@link #setFaults}, {@link #setLatency}); all details are drawn from the seed. Two disks
 * of one name and seed that are asked the same in the same order are the same, byte for byte. Safe for use by several threads.
 */
public final class SimulatedDisk implements Disk {
    /** What the storage takes a disk to lose or damage as a whole. */
    public static final int DEFAULT_SECTOR_BYTES = 4096;

    private final String name;
    private final long seed;
    private final int sectorBytes;
    private final SplittableRandom ids;
    private final SplittableRandom damages;
    private final SplittableRandom cuts;

    private Directory root = new Directory();
    private final DiskLocks locks = new DiskLocks();
    private long nextSequence;
    private int incarnation;
    private int forks;
    private long capacityBytes = Long.MAX_VALUE;
    private long usedNanos;
    private DiskCounters counters = DiskCounters.ZERO;
    private DiskFaults faults = DiskFaults.NONE;
    private DiskLatency latency = DiskLatency.NONE;

    /**
     * An empty disk with sectors of 4096 bytes.
     *
     * @param name what to call it; disks of different names draw different numbers from one seed
     * @param seed where all its choices come from
     */
    public SimulatedDisk(String name, long seed) {
        this(name, seed, DEFAULT_SECTOR_BYTES);
    }

    /**
     * An empty disk.
     *
     * @param name what to call it; disks of different names draw different numbers from one seed
     * @param seed where all its choices come from
     * @param sectorBytes what a power cut keeps or loses as a whole: a power of two from 512 to 65536
     */
    public SimulatedDisk(String name, long seed, int sectorBytes) {
        if (sectorBytes < 512 || sectorBytes > 65536 || Integer.bitCount(sectorBytes) != 1) {
            throw new IllegalArgumentException(
                    "sectorBytes " + sectorBytes + ": expected a power of two from 512 to 65536");
        }
        this.name = name;
        this.seed = seed;
        this.sectorBytes = sectorBytes;
        this.ids = SeededStreams.of(seed, name + "/ids");
        this.damages = SeededStreams.of(seed, name + "/damages");
        this.cuts = SeededStreams.of(seed, name + "/cuts");
    }

    // What may go wrong, and what was done

    /**
     * Lets somebody decide which operations go wrong from now on.
     *
     * @param newFaults asked before each operation
     */
    public synchronized void setFaults(DiskFaults newFaults) {
        faults = newFaults;
    }

    /**
     * Lets somebody decide how long operations take from now on.
     *
     * @param newLatency asked at each operation
     */
    public synchronized void setLatency(DiskLatency newLatency) {
        latency = newLatency;
    }

    /**
     * Makes the disk larger or smaller, perhaps smaller than what is on it. A write that does not fit writes what does, and fails.
     *
     * @param bytes how many bytes the sectors may have together that were ever written to; holes take no room
     */
    public synchronized void setCapacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    /**
     * What the operations since the last call would have taken.
     *
     * @return simulated nanoseconds
     */
    public synchronized long takeNanos() {
        long taken = usedNanos;
        usedNanos = 0;
        return taken;
    }

    /** {@return what was done so far} */
    public synchronized DiskCounters counters() {
        return counters;
    }

    /** {@return the size of a sector in bytes} */
    public int sectorBytes() {
        return sectorBytes;
    }

    // Crashes

    /** Ends the process that uses the disk: its open files fail, its locks are free; the cache is as it was. */
    public synchronized void kill() {
        incarnation++;
        locks.releaseAll();
    }

    /**
     * Cuts the power, and ends the process with it.
     *
     * @param mode how to choose what survives of what was not forced
     */
    public synchronized void powerCut(PowerCut mode) {
        powerCut(mode.draw(pending(), sectorBytes, cuts));
    }

    /**
     * Cuts the power, and ends the process with it.
     *
     * @param survivors chooses what survives of what was not forced, see {@link #pending}
     */
    public synchronized void powerCut(Survivors survivors) {
        PendingOperations.of(root).cut(survivors, cuts);
        kill();
    }

    /** {@return all that a power cut may lose, in the order in which it was issued} */
    public synchronized List<PendingOperation> pending() {
        return PendingOperations.of(root).list();
    }

    /**
     * Forgets the cache of what is not on its way to the medium, as memory pressure would: reads come from the medium, and show which
     * writes were lost by a failed force or a fault.
     */
    public synchronized void evictCache() {
        root.files().forEach(FileContent::evict);
    }

    /**
     * A disk of its own in the same state, all that is pending included, without faults, latencies and locks. This one does not notice.
     *
     * @return the other disk, which draws from a seed of its own
     */
    public synchronized SimulatedDisk fork() {
        return fork(SeededStreams.seedOf(seed, "fork " + forks++));
    }

    /**
     * A disk of its own in the same state, as {@link #fork()}.
     *
     * @param forkSeed where the other disk's choices come from
     * @return the other disk
     */
    public synchronized SimulatedDisk fork(long forkSeed) {
        SimulatedDisk fork = new SimulatedDisk(name, forkSeed, sectorBytes);
        fork.root = (Directory) root.copy(new HashMap<>());
        fork.nextSequence = nextSequence;
        fork.capacityBytes = capacityBytes;
        return fork;
    }

    /** {@return what a power cut now would leave for certain: a disk of its own} */
    public SimulatedDisk durableImage() {
        SimulatedDisk image = fork();
        image.powerCut(PowerCut.LOSE_ALL);
        return image;
    }

    /** {@return a checksum over all names, sizes and bytes, as reads would show them} */
    public synchronized long fingerprint() {
        CRC32C first = new CRC32C();
        CRC32 second = new CRC32();
        root.addTo(first, second);
        return first.getValue() << 32 | second.getValue();
    }

    // Damage that stays

    /**
     * Flips a bit, on the medium and in the cache.
     *
     * @param file name of the file
     * @param offset of the byte
     * @param bit from 0 to 7
     * @throws IOException if there is no such file
     */
    public synchronized void flipBit(String file, long offset, int bit) throws IOException {
        FileContent content = existing(file, offset);
        byte[] sector = content.copyOf(sectorAt(offset));
        sector[(int) (offset % sectorBytes)] ^= (byte) (1 << bit);
        content.damage(sectorAt(offset), sector);
    }

    /**
     * Fills a sector with one byte, on the medium and in the cache.
     *
     * @param file name of the file
     * @param offset of any byte in the sector
     * @param filling the byte
     * @throws IOException if there is no such file
     */
    public synchronized void fillSector(String file, long offset, byte filling) throws IOException {
        byte[] sector = new byte[sectorBytes];
        Arrays.fill(sector, filling);
        existing(file, offset).damage(sectorAt(offset), sector);
    }

    /**
     * Copies a sector over another one, on the medium and in the cache: a write that went astray.
     *
     * @param file name of the file
     * @param from offset of any byte in the sector to copy
     * @param to offset of any byte in the sector that is lost
     * @throws IOException if there is no such file
     */
    public synchronized void copySector(String file, long from, long to) throws IOException {
        existing(file, to).damage(sectorAt(to), existing(file, from).copyOf(sectorAt(from)));
    }

    /**
     * Makes a sector unreadable until it is written anew as a whole.
     *
     * @param file name of the file
     * @param offset of any byte in the sector
     * @throws IOException if there is no such file
     */
    public synchronized void makeUnreadable(String file, long offset) throws IOException {
        existing(file, offset).makeUnreadable(offset);
    }

    private FileContent existing(String file, long offset) throws IOException {
        FileContent content = root.file(file);
        if (offset < 0 || offset >= content.sizeBytes()) {
            throw new IOException(
                    describe(file) + ": offset " + offset + ", expected 0 to " + (content.sizeBytes() - 1));
        }
        return content;
    }

    private int sectorAt(long offset) {
        return Math.toIntExact(offset / sectorBytes);
    }

    // The disk as its user sees it

    @Override
    public synchronized DiskFile open(String file, Access access) throws IOException {
        begin(access.creates() ? DiskOperation.CREATE : DiskOperation.OPEN, file);
        FileContent content = access.creates() ? create(file) : root.file(file);
        return new SimulatedFile(this, file, content, access, incarnation);
    }

    private FileContent create(String file) throws IOException {
        FileContent content = new FileContent(sectorBytes);
        root.parentOf(file).create(nextSequence(), Directory.lastPart(file), content);
        return content;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        begin(DiskOperation.RENAME, from);
        Directory directory = root.parentOf(from);
        if (directory != root.parentOf(to)) {
            throw new IOException(describe(from) + " cannot be renamed to " + to + ": expected the same directory");
        }
        directory.rename(nextSequence(), Directory.lastPart(from), Directory.lastPart(to));
    }

    @Override
    public synchronized void delete(String file) throws IOException {
        begin(DiskOperation.DELETE, file);
        root.parentOf(file).delete(nextSequence(), Directory.lastPart(file));
    }

    @Override
    public synchronized List<String> list(String directory) throws IOException {
        begin(DiskOperation.LIST, directory);
        return List.copyOf(root.directory(directory).names().keySet());
    }

    @Override
    public synchronized void makeDirectories(String directory) throws IOException {
        begin(DiskOperation.MAKE_DIRECTORY, directory);
        root.makeDirectories(nextSequence(), directory);
    }

    @Override
    public synchronized void forceDirectory(String directory) throws IOException {
        account(DiskOperation.FORCE_DIRECTORY, directory, 0);
        Directory forced = root.directory(directory);
        ForceFault fault = faults.onForce(DiskOperation.FORCE_DIRECTORY, directory);
        if (fault != ForceFault.NONE) {
            forced.failForce(fault);
            throw failure(DiskOperation.FORCE_DIRECTORY, directory);
        }
        forced.force();
    }

    @Override
    public synchronized Optional<DiskLock> lock(String file) throws IOException {
        begin(DiskOperation.LOCK, file);
        Directory parent = root.parentOf(file);
        Optional<DiskLock> lock = locks.lock(file);
        if (lock.isPresent() && !parent.names().containsKey(Directory.lastPart(file))) {
            create(file);
        }
        return lock;
    }

    @Override
    public synchronized long freeBytes() {
        return Math.max(0, capacityBytes - usedBytes());
    }

    private long usedBytes() {
        return root.files().stream().mapToLong(FileContent::allottedBytes).sum();
    }

    @Override
    public synchronized UUID randomId() {
        return new UUID(ids.nextLong(), ids.nextLong());
    }

    @Override
    public String describe(String file) {
        return "/" + name + (file.isEmpty() ? "" : "/" + file);
    }

    // For the open files, which hold this disk's lock

    DiskFaults faults() {
        return faults;
    }

    SplittableRandom damages() {
        return damages;
    }

    int incarnation() {
        return incarnation;
    }

    long nextSequence() {
        return nextSequence++;
    }

    void account(DiskOperation operation, String file, long bytes) {
        counters = counters.plus(operation, bytes);
        usedNanos += latency.nanos(operation, file, bytes);
    }

    private void begin(DiskOperation operation, String file) throws IOException {
        account(operation, file, 0);
        if (faults.fails(operation, file)) {
            throw failure(operation, file);
        }
    }

    IOException failure(DiskOperation operation, String file) {
        return new IOException(describe(file) + ": input/output error injected into " + operation);
    }

    boolean isBounded() {
        return capacityBytes != Long.MAX_VALUE;
    }
}
