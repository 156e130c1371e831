package io.balsa.raft.testkit.simulation;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A disk in memory on which nothing is ever lost. */
final class PlainDisk implements Disk {
    private final TreeMap<String, Content> files = new TreeMap<>();
    private final String name;
    private final Chance chance;

    PlainDisk(String name, Chance chance) {
        this.name = name;
        this.chance = chance;
    }

    private static final class Content implements DiskFile {
        byte[] bytes = new byte[0];

        @Override
        public int read(ByteBuffer target, long position) {
            if (position >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(target.remaining(), bytes.length - position);
            target.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void write(ByteBuffer source, long position) {
            int count = source.remaining();
            if (position + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) (position + count));
            }
            source.get(bytes, (int) position, count);
        }

        @Override
        public void force() {}

        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public void close() {}
    }

    @Override
    public DiskFile open(String file, Access access) throws IOException {
        if (access == Access.CREATE) {
            files.put(file, new Content());
        }
        Content content = files.get(file);
        if (content == null) {
            throw new FileNotFoundException(file);
        }
        return content;
    }

    @Override
    public void rename(String from, String to) {
        files.put(to, files.remove(from));
    }

    @Override
    public void delete(String file) {
        files.remove(file);
    }

    @Override
    public List<String> list(String directory) {
        return List.copyOf(files.keySet());
    }

    @Override
    public void makeDirectories(String directory) {}

    @Override
    public void forceDirectory(String directory) {}

    @Override
    public Optional<DiskLock> lock(String file) {
        return Optional.of(() -> {});
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public UUID randomId() {
        return new UUID(chance.nextLong(), chance.nextLong());
    }

    @Override
    public String describe(String file) {
        return name + ":/" + file;
    }
}
