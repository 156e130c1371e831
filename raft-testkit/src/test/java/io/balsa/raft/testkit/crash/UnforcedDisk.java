package io.balsa.raft.testkit.crash;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passes everything on to another disk, but forces no file. */
final class UnforcedDisk implements Disk {
    private final Disk disk;

    UnforcedDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public DiskFile open(String name, Access access) throws IOException {
        DiskFile file = disk.open(name, access);
        return new DiskFile() {
            @Override
            public int read(ByteBuffer target, long position) throws IOException {
                return file.read(target, position);
            }

            @Override
            public void write(ByteBuffer source, long position) throws IOException {
                file.write(source, position);
            }

            @Override
            public void force() {}

            @Override
            public long sizeBytes() throws IOException {
                return file.sizeBytes();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void makeDirectories(String directory) throws IOException {
        disk.makeDirectories(directory);
    }

    @Override
    public void forceDirectory(String directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public Optional<DiskLock> lock(String name) throws IOException {
        return disk.lock(name);
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.freeBytes();
    }

    @Override
    public UUID randomId() {
        return disk.randomId();
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }
}
