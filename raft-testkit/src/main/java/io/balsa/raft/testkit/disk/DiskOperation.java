package io.balsa.raft.testkit.disk;

/** What can be asked of a disk, as faults, latencies and pending writes tell it apart. */
public enum DiskOperation {
    /** Opening a file that is there. */
    OPEN,
    /** Making a file, opened at once. */
    CREATE,
    /** Reading from a file. */
    READ,
    /** Writing to a file. */
    WRITE,
    /** Forcing a file. */
    FORCE,
    /** Giving a file another name. */
    RENAME,
    /** Deleting a file or an empty directory. */
    DELETE,
    /** Listing a directory. */
    LIST,
    /** Making a directory. */
    MAKE_DIRECTORY,
    /** Forcing a directory. */
    FORCE_DIRECTORY,
    /** Locking a file. */
    LOCK
}
