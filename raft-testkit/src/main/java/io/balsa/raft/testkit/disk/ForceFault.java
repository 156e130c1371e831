package io.balsa.raft.testkit.disk;

/**
 * What can go wrong with one force of a file or a directory. In both ways of failing, some of what was to be forced is on the medium and some is
 * not, and all of it counts as clean: the next force succeeds and makes nothing of it durable. So do ext4, XFS and Btrfs, which differ in
 * what the cache shows afterwards (Rebello et al., "Can applications recover from fsync failures?", ATC 2020).
 */
public enum ForceFault {
    /** Nothing. */
    NONE,
    /** The force fails; reads go on showing what was written, until the power is cut (model A: ext4, XFS). */
    KEEPS_CACHE,
    /** The force fails; reads show what is on the medium (model B: Btrfs). */
    REVERTS_CACHE
}
