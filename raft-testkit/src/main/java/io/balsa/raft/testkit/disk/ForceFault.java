package io.balsa.raft.testkit.disk;

/**
 * What can go wrong with one force of a file or a directory. In all ways of failing, some of what was to be forced is on the medium and some is
 * not, and all of it counts as clean: the next force succeeds and makes nothing of it durable. So do ext4, XFS and Btrfs, which differ in
 * what the cache shows afterwards (Rebello et al., "Can applications recover from fsync failures?", ATC 2020).
 */
public enum ForceFault {
    /** Nothing. */
    NONE,
    /** The force fails; reads go on showing what was written, until the power is cut (model A: ext4, XFS). */
    KEEPS_CACHE,
    /** The force fails; reads show what is on the medium (model B: Btrfs). */
    REVERTS_CACHE,
    /**
     * As {@link #KEEPS_CACHE}, and what failed is also the file system's note of where sectors stand that were written for the first time: while it
     * is mounted, all is well, whatever is written to them and forced; once the power is cut, they are holes. So may a file system without a
     * journal. For a directory the same as {@link #KEEPS_CACHE}.
     */
    FORGETS_PLACES
}
