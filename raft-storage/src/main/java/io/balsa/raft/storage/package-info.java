/**
 * A {@link io.balsa.raft.spi.Storage} on files: one write-ahead log for entries, cuts and votes, see {@code docs/log-format.md}. Users meet
 * {@link io.balsa.raft.storage.FileStorage}; everything that is not public here is the way from a batch to the disk and back.
 */
package io.balsa.raft.storage;
