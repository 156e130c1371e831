package io.balsa.raft.spi;

/**
 * Answers an {@link AppendRequest}. A success leaves only after everything up to {@code match} is durable.
 *
 * @param term the answering server's term
 * @param requestNumber the request's number, echoed: an answer from before a reconnect is told by it. {@link #NO_REQUEST} if the request was
 *     of a term that is over
 * @param success whether the log has an entry {@code prevIndex} with {@code prevTerm}
 * @param match on success the last index that the <em>request</em> verified, never the end of the follower's log
 * @param rejected on refusal the request's {@code prevIndex}
 * @param hintIndex on refusal the largest index that can match: at most {@code rejected}, with a term of at most {@code prevTerm}
 * @param hintTerm the term at {@code hintIndex}
 * @param lastIndex where the follower's log ends in memory. Proves nothing; tells a lost request from a slow disk
 * @param durableIndex where the follower's log ends on its disk. Proves nothing either; tells a lost answer from a slow disk
 */
public record AppendResponse(
        long term,
        long requestNumber,
        boolean success,
        long match,
        long rejected,
        long hintIndex,
        long hintTerm,
        long lastIndex,
        long durableIndex)
        implements RaftMessage {
    /** Numbers of requests begin at 1, in each term anew. */
    public static final long NO_REQUEST = 0;
}
