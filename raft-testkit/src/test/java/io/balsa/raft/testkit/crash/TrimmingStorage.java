package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.CorruptLogException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A planted bug (M36): takes all damage for a torn tail, cuts the log there, and goes on, whatever was acknowledged behind it. */
final class TrimmingStorage implements Storage {
    private final Disk disk;

    TrimmingStorage(Disk disk) {
        this.disk = disk;
    }

    @Override
    public LogStorage open(String clusterId, NodeId node) throws StorageException {
        FileStorage storage = FileStorage.on(disk, CrashExplorerMain.TINY);
        try {
            return storage.open(clusterId, node);
        } catch (CorruptLogException e) {
            cut(e);
            return storage.open(clusterId, node);
        }
    }

    private void cut(CorruptLogException damage) throws StorageException {
        String name = damage.file().substring(damage.file().lastIndexOf('/') + 1);
        try (DiskFile file = disk.open(name, Access.WRITE)) {
            int bytes = (int) (file.sizeBytes() - damage.offset());
            file.write(ByteBuffer.allocate(Math.max(0, bytes)), damage.offset());
            file.force();
        } catch (IOException e) {
            throw new StorageException("cannot cut " + name, e);
        }
    }
}
