package io.balsa.raft.spi;

/**
 * Answers a {@link PreVoteRequest}.
 *
 * @param term the answering server's own term
 * @param requestTerm the term asked for, echoed, so that a late answer is not counted for another campaign
 * @param granted whether a vote would be granted
 */
public record PreVoteResponse(long term, long requestTerm, boolean granted) implements RaftMessage {}
