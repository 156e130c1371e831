package io.balsa.raft.spi;

/**
 * A membership and the index of the log at which it stands.
 *
 * @param index position in the log
 * @param membership the membership in force from that index on
 */
public record ConfigurationEntry(long index, Membership membership) {}
