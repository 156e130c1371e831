package io.balsa.raft.spi;

/**
 * Answers a {@link VoteRequest}. A grant leaves only after the vote is durable.
 *
 * @param term the answering server's term; a grant counts only for a candidate of exactly this term
 * @param granted whether the vote is given
 */
public record VoteResponse(long term, boolean granted) implements RaftMessage {}
