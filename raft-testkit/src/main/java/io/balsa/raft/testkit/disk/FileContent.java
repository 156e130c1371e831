package io.balsa.raft.testkit.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A file apart from its names: what is on the medium, what the cache shows, and the sectors on their way from here to there. */
final class FileContent implements Node {
    private final Sectors durable;
    private Sectors cached;
    private final List<SectorWrite> pending = new ArrayList<>();

    /** Sectors that take room on the disk. The others are holes, which read as zeros. */
    private final BitSet allotted = new BitSet();

    /** Those of them that a power cut leaves there. */
    private final BitSet durablyAllotted = new BitSet();

    /** Those of them that a power cut turns into holes again, whatever is forced until then. */
    private final BitSet misplaced = new BitSet();

    /** Sectors of the medium that cannot be read. */
    private final BitSet unreadable = new BitSet();

    FileContent(int sectorBytes) {
        this(new Sectors(sectorBytes), new Sectors(sectorBytes));
    }

    private FileContent(Sectors durable, Sectors cached) {
        this.durable = durable;
        this.cached = cached;
    }

    /** How a write differs from what the medium gets: where its sectors land, or null if nowhere. */
    @FunctionalInterface
    interface Landing {
        Landing RIGHT = sector -> sector;
        Landing NOWHERE = sector -> -1;

        int of(int sector);
    }

    @Override
    public Node copy(Map<Node, Node> copies) {
        return copies.computeIfAbsent(this, self -> {
            FileContent copy = new FileContent(durable.copy(), cached.copy());
            copy.pending.addAll(pending);
            copy.allotted.or(allotted);
            copy.durablyAllotted.or(durablyAllotted);
            copy.misplaced.or(misplaced);
            copy.unreadable.or(unreadable);
            return copy;
        });
    }

    @Override
    public void addTo(CRC32C first, CRC32 second) {
        cached.addTo(first, second);
    }

    long sizeBytes() {
        return cached.sizeBytes();
    }

    /** How much room it takes on the disk. */
    long allottedBytes() {
        return (long) allotted.cardinality() * cached.sectorBytes;
    }

    /** How many bytes of a write fit if so much room is left for what has none yet. */
    int fitting(long position, int bytes, long roomBytes) {
        long room = roomBytes / cached.sectorBytes;
        for (long at = position; at < position + bytes; at += cached.sectorBytes - at % cached.sectorBytes) {
            if (!allotted.get((int) (at / cached.sectorBytes)) && --room < 0) {
                return (int) (at - position);
            }
        }
        return bytes;
    }

    int sectorBytes() {
        return cached.sectorBytes;
    }

    int sectorCount() {
        return cached.count();
    }

    List<SectorWrite> pending() {
        return pending;
    }

    /** Whether a pending write brings zeros to where nothing else is, durable or pending. */
    boolean fills(SectorWrite write) {
        return write.bytes() == null
                && durable.shared(write.sector()) == null
                && pending.stream().noneMatch(other -> other.sector() == write.sector() && other.bytes() != null);
    }

    int read(ByteBuffer target, long position) {
        return cached.read(target, position);
    }

    /** Whether a sector that cannot be read is in a range of bytes. */
    boolean isUnreadable(long position, long bytes) {
        int sector = unreadable.nextSetBit((int) (position / cached.sectorBytes));
        return sector >= 0 && (long) sector * cached.sectorBytes < position + bytes;
    }

    /** Whether a write to a range would first have to read a sector that cannot be read. */
    boolean needsUnreadable(long position, long bytes) {
        long end = position + bytes;
        int size = cached.sectorBytes;
        return (position % size != 0 && isUnreadable(position, 1)) || (end % size != 0 && isUnreadable(end - 1, 1));
    }

    void makeUnreadable(long position) {
        unreadable.set((int) (position / cached.sectorBytes));
    }

    /** Writes into the cache, and puts the sectors on their way. */
    void write(ByteBuffer source, long position, long sequence, Landing landing) {
        int size = cached.sectorBytes;
        long end = position + source.remaining();
        cached.growTo(end);
        for (long at = position; at < end; ) {
            int sector = (int) (at / size);
            int from = (int) (at % size);
            int bytes = (int) Math.min(size - from, end - at);
            byte[] image = bytes == size ? new byte[size] : cached.copyOf(sector);
            source.get(image, from, bytes);
            byte[] kept = isZero(image) ? null : image;
            cached.put(sector, kept);
            allotted.set(sector);
            int target = landing.of(sector);
            if (target >= 0) {
                pending.add(new SectorWrite(sequence, target, kept, cached.sizeBytes()));
                unreadable.clear(target);
            }
            at += bytes;
        }
    }

    private static boolean isZero(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.remaining() >= Long.BYTES) {
            if (in.getLong() != 0) {
                return false;
            }
        }
        return true;
    }

    void force() {
        for (SectorWrite write : pending) {
            durable.put(write.sector(), write.bytes());
            durable.growTo(write.fileBytes());
        }
        pending.clear();
        durablyAllotted.or(allotted);
    }

    /** A force that fails: some sectors reach the medium, never all, and none is tried again. */
    void failForce(ForceFault fault, RandomGenerator random) {
        BitSet placed = (BitSet) durablyAllotted.clone();
        if (!pending.isEmpty()) {
            SectorWrite lost = pending.get(random.nextInt(pending.size()));
            durablyAllotted.or(
                    settle(write -> !write.equals(lost) && random.nextBoolean() ? Survivors.WHOLE : Survivors.LOST));
        }
        if (fault == ForceFault.REVERTS_CACHE) {
            cached = durable.copy();
        }
        if (fault == ForceFault.FORGETS_PLACES) {
            misplaced.or(allotted);
            misplaced.andNot(placed);
        }
    }

    /** The power is cut: the medium gets what is decided of what is on its way, and the cache is gone. */
    void powerCut(ToIntFunction<SectorWrite> survivingBytes, boolean lengthSurvives, RandomGenerator random) {
        int firstNew = durable.count();
        BitSet settled = settle(survivingBytes);
        durablyAllotted.or(settled);
        durablyAllotted.andNot(misplaced);
        misplaced.stream().forEach(sector -> durable.put(sector, null));
        misplaced.clear();
        allotted.and(durablyAllotted);
        if (lengthSurvives) {
            durable.growTo(cached.sizeBytes());
            for (int sector = firstNew; sector < durable.count(); sector++) {
                if (!settled.get(sector) && random.nextBoolean()) {
                    byte[] stale = new byte[durable.sectorBytes];
                    random.nextBytes(stale);
                    durable.put(sector, stale);
                }
            }
        }
        cached = durable.copy();
    }

    /** Puts on the medium what survives of what is pending, which is nothing afterwards. Returns the sectors that got something. */
    private BitSet settle(ToIntFunction<SectorWrite> survivingBytes) {
        BitSet settled = new BitSet();
        for (SectorWrite write : pending) {
            int bytes = Math.min(survivingBytes.applyAsInt(write), durable.sectorBytes);
            if (bytes > Survivors.LOST) {
                settled.set(write.sector());
                durable.put(write.sector(), bytes < durable.sectorBytes ? torn(write, bytes) : write.bytes());
                durable.growTo(Math.min((long) write.sector() * durable.sectorBytes + bytes, write.fileBytes()));
            }
        }
        pending.clear();
        return settled;
    }

    private byte[] torn(SectorWrite write, int bytes) {
        byte[] image = durable.copyOf(write.sector());
        byte[] source = write.bytes() == null ? new byte[bytes] : write.bytes();
        System.arraycopy(source, 0, image, 0, bytes);
        return isZero(image) ? null : image;
    }

    /** Forgets what the cache shows of sectors that are clean, so that reads come from the medium. */
    void evict() {
        Sectors fresh = durable.copy();
        for (SectorWrite write : pending) {
            fresh.put(write.sector(), write.bytes());
            fresh.growTo(write.fileBytes());
        }
        cached = fresh;
    }

    /** Changes a sector behind everybody's back, on the medium and in the cache. */
    void damage(int sector, byte[] bytes) {
        byte[] image = isZero(bytes) ? null : bytes;
        durable.put(sector, image);
        cached.put(sector, image);
    }

    byte[] copyOf(int sector) {
        return cached.copyOf(sector);
    }
}
