/**
 * What an infrastructure author implements ({@link io.balsa.raft.spi.Transport}, {@link io.balsa.raft.spi.Storage}) and the
 * values that cross those borders: messages, entries, hard state, membership. The lowest package: it depends on no other.
 */
package io.balsa.raft.spi;
