package io.balsa.raft.spi;

/**
 * Asks whether a vote would be granted, before any term is raised (thesis §9.6). Binds nobody to anything.
 *
 * @param term the term in which the sender would campaign: its own plus one
 * @param lastIndex index of the sender's last entry
 * @param lastTerm term of the sender's last entry
 */
public record PreVoteRequest(long term, long lastIndex, long lastTerm) implements RaftMessage {}
