package io.balsa.raft.testkit.crash;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.disk.DiskLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passes everything on to another disk, and tells somebody about each operation that changed it. */
final class ObservedDisk implements Disk {
    private final Disk disk;
    private final Observer observer;

    ObservedDisk(Disk disk, Observer observer) {
        this.disk = disk;
        this.observer = observer;
    }

    /** Who is told. */
    @FunctionalInterface
    interface Observer {
        /** Called after an operation, failed ones included. */
        void happened(String operation);
    }

    @Override
    public DiskFile open(String name, Access access) throws IOException {
        DiskFile file = disk.open(name, access);
        if (access.creates()) {
            observer.happened("create " + name);
        }
        return new ObservedFile(name, file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
        observer.happened("rename " + from + " to " + to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
        observer.happened("delete " + name);
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
        try {
            disk.forceDirectory(directory);
        } finally {
            observer.happened("force directory");
        }
    }

    @Override
    public Optional<DiskLock> lock(String name) throws IOException {
        Optional<DiskLock> lock = disk.lock(name);
        observer.happened("lock " + name);
        return lock;
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

    private final class ObservedFile implements DiskFile {
        private final String name;
        private final DiskFile file;

        ObservedFile(String name, DiskFile file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            int bytes = source.remaining();
            try {
                file.write(source, position);
            } finally {
                observer.happened("write " + bytes + " bytes at " + position + " of " + name);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                file.force();
            } finally {
                observer.happened("force " + name);
            }
        }

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
