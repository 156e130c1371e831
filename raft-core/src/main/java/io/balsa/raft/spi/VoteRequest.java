package io.balsa.raft.spi;

/**
 * RequestVote of the paper (§5.2). Leaves only after the candidate's own term and vote are durable.
 *
 * @param term the candidate's term
 * @param lastIndex index of the candidate's last entry
 * @param lastTerm term of the candidate's last entry
 */
public record VoteRequest(long term, long lastIndex, long lastTerm) implements RaftMessage {}
