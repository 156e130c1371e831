package io.balsa.raft.spi;

/**
 * A message of the protocol, one record a kind. Sender and receiver are not part of it: the connection says who sent it. Every
 * message carries a term, replies included, so that a server that fell behind learns of it from any answer.
 */
public sealed interface RaftMessage
        permits PreVoteRequest, PreVoteResponse, VoteRequest, VoteResponse, AppendRequest, AppendResponse {
    /** {@return the sender's term; for a {@link PreVoteRequest} the term in which it would campaign} */
    long term();
}
