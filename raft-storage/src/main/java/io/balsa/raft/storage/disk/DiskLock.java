package io.balsa.raft.storage.disk;

import java.io.Closeable;

/** A lock held on a file of a {@link Disk}; closing lets go of it. */
@FunctionalInterface
public interface DiskLock extends Closeable {}
