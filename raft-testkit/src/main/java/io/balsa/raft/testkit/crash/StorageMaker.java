package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.Storage;
import io.balsa.raft.storage.disk.Disk;

/** Makes the storage to be explored, on a disk of the explorer's. */
@FunctionalInterface
public interface StorageMaker {
    /**
     * Makes a storage, which is opened after that.
     *
     * @param disk where it keeps everything
     * @return the storage
     */
    Storage on(Disk disk);
}
