package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A disk in memory that records what is done to it, fails on demand, and can lose power: what was not forced is then there, or not, or in
 * part, sector by sector. For one thread at a time.
 */
final class MemoryDisk implements Disk {
    static final int SECTOR_BYTES = 4096;

    /** What was done, such as {@code force log-0000000000000001.wal}. */
    final List<String> operations = new ArrayList<>();

    /** Files that somebody said he was going to read. */
    final List<String> hints = new ArrayList<>();

    private final Set<String> locked = new HashSet<>();
    private Map<String, Content> names = new TreeMap<>();
    private Map<String, Content> durableNames = new TreeMap<>();
    private Predicate<String> failing = operation -> false;
    private long ids = 1;
    long freeBytes = Long.MAX_VALUE;

    /** Lets operations fail from now on; their text begins as in {@link #operations}. */
    void failOn(Predicate<String> operation) {
        failing = operation;
    }

    private void happens(String operation) throws IOException {
        operations.add(operation);
        if (failing.test(operation)) {
            throw new IOException("injected: " + operation);
        }
    }

    long count(String prefix) {
        return operations.stream().filter(o -> o.startsWith(prefix)).count();
    }

    /** The process dies; what it wrote is still in the cache. */
    void kill() {
        locked.clear();
    }

    /** Everything that was not forced is gone. */
    void powerCut() {
        kill();
        names = new TreeMap<>(durableNames);
        names.values().forEach(content -> content.losePower(sector -> 0));
    }

    /** Of what was not forced, any part may be there: each sector wholly, not at all, or up to a byte. */
    void powerCut(Random random) {
        kill();
        if (random.nextBoolean()) {
            names = new TreeMap<>(durableNames);
        }
        names.values()
                .forEach(content -> content.losePower(sector -> switch (random.nextInt(5)) {
                    case 0, 1 -> SECTOR_BYTES;
                    case 2, 3 -> 0;
                    default -> random.nextInt(SECTOR_BYTES);
                }));
        durableNames = new TreeMap<>(names);
    }

    /** The bytes of a file, to look at and to damage. */
    byte[] bytes(String name) {
        return names.get(name).cached;
    }

    void remove(String name) {
        names.remove(name);
        durableNames.remove(name);
    }

    void put(String name, byte[] bytes) {
        Content content = new Content(name, bytes.clone(), bytes.clone());
        names.put(name, content);
        durableNames.put(name, content);
    }

    List<String> segments() {
        return names.keySet().stream().filter(name -> name.startsWith("log-")).toList();
    }

    String lastSegment() {
        List<String> segments = segments();
        return segments.get(segments.size() - 1);
    }

    /** A disk of its own with the same bytes, all durable, without locks and failures. */
    MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk();
        names.forEach((name, content) -> copy.put(name, content.cached));
        copy.ids = ids;
        return copy;
    }

    /** A disk of its own in the same state, what is unforced included. */
    MemoryDisk snapshot() {
        MemoryDisk copy = new MemoryDisk();
        Map<Content, Content> copies = new HashMap<>();
        names.forEach((name, content) -> copy.names.put(name, copies.computeIfAbsent(content, Content::copy)));
        durableNames.forEach(
                (name, content) -> copy.durableNames.put(name, copies.computeIfAbsent(content, Content::copy)));
        copy.ids = ids;
        return copy;
    }

    boolean sameBytesAs(MemoryDisk other) {
        if (!names.keySet().equals(other.names.keySet())) {
            return false;
        }
        return names.keySet().stream()
                .allMatch(name -> Arrays.equals(names.get(name).cached, other.names.get(name).cached));
    }

    @Override
    public DiskFile open(String name, Access access) throws IOException {
        happens("open " + access + " " + name);
        Content content = names.get(name);
        if (access.creates()) {
            if (content != null) {
                throw new FileAlreadyExistsException(name);
            }
            content = new Content(name, new byte[0], new byte[0]);
            names.put(name, content);
        }
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return new OpenFile(content, access);
    }

    @Override
    public void willRead(String name) {
        hints.add(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        happens("rename " + from + " " + to);
        Content content = names.remove(from);
        content.name = to;
        names.put(to, content);
    }

    @Override
    public void delete(String name) throws IOException {
        happens("delete " + name);
        if (names.remove(name) == null) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public List<String> list(String directory) {
        return List.copyOf(names.keySet());
    }

    @Override
    public void makeDirectories(String directory) {}

    @Override
    public void forceDirectory(String directory) throws IOException {
        happens("forceDirectory");
        durableNames = new TreeMap<>(names);
    }

    @Override
    public Optional<DiskLock> lock(String name) {
        return locked.add(name) ? Optional.of(() -> locked.remove(name)) : Optional.empty();
    }

    @Override
    public long freeBytes() {
        return freeBytes;
    }

    @Override
    public UUID randomId() {
        return new UUID(0x1234567890ABCDEFL, ids++);
    }

    @Override
    public String describe(String name) {
        return "/memory/" + name;
    }

    private interface Surviving {
        /** How many bytes of an unforced sector are on the medium. */
        int bytesOf(int sector);
    }

    private static final class Content {
        private String name;
        private byte[] cached;
        private byte[] durable;
        private final BitSet dirty = new BitSet();

        Content(String name, byte[] cached, byte[] durable) {
            this.name = name;
            this.cached = cached;
            this.durable = durable;
        }

        Content copy() {
            Content copy = new Content(name, cached.clone(), durable.clone());
            copy.dirty.or(dirty);
            return copy;
        }

        void force() {
            reachMedium(sector -> SECTOR_BYTES);
        }

        void losePower(Surviving surviving) {
            reachMedium(surviving);
            cached = durable.clone();
        }

        private void reachMedium(Surviving surviving) {
            if (durable.length != cached.length) {
                durable = Arrays.copyOf(durable, cached.length);
            }
            for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
                int from = sector * SECTOR_BYTES;
                int bytes = Math.min(surviving.bytesOf(sector), cached.length - from);
                System.arraycopy(cached, from, durable, from, bytes);
            }
            dirty.clear();
        }
    }

    private final class OpenFile implements DiskFile {
        private final Content content;
        private final Access access;

        OpenFile(Content content, Access access) {
            this.content = content;
            this.access = access;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (failing.test("read " + content.name)) {
                throw new IOException("injected: read " + content.name);
            }
            int available = content.cached.length - (int) position;
            if (available <= 0) {
                return -1;
            }
            int bytes = Math.min(available, target.remaining());
            target.put(content.cached, (int) position, bytes);
            return bytes;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            if (access == Access.READ) {
                throw new IOException(content.name + " is open for reading");
            }
            int bytes = source.remaining();
            if (access.writesBlocks()
                    && (position % BLOCK_BYTES != 0
                            || bytes % BLOCK_BYTES != 0
                            || !source.isDirect()
                            || source.alignmentOffset(source.position(), BLOCK_BYTES) != 0)) {
                throw new IOException(content.name + " takes whole blocks only: " + bytes + " bytes at " + position);
            }
            int end = (int) position + bytes;
            happens("write " + content.name + " " + position + " " + bytes);
            if (end > content.cached.length) {
                content.cached = Arrays.copyOf(content.cached, end);
            }
            source.get(content.cached, (int) position, bytes);
            content.dirty.set((int) position / SECTOR_BYTES, (end + SECTOR_BYTES - 1) / SECTOR_BYTES);
        }

        /** A force that fails leaves the pages clean: later ones succeed and write nothing of them. */
        @Override
        public void force() throws IOException {
            try {
                happens("force " + content.name);
            } catch (IOException e) {
                content.dirty.clear();
                throw e;
            }
            content.force();
        }

        @Override
        public long sizeBytes() {
            return content.cached.length;
        }

        @Override
        public void close() {}
    }
}
