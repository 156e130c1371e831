package io.balsa.raft.spi;

/**
 * Answers an {@link AppendRequest}. A success leaves only after everything up to {@code match} is durable.
 *
 * @param term the answering server's term
 * @param requestNumber the request's number, echoed: an answer from before a reconnect is told by it
 * @param success whether the log has an entry {@code prevIndex} with {@code prevTerm}
 * @param match on success the last index that the <em>request</em> verified, never the end of the follower's log
 * @param rejected on refusal the request's {@code prevIndex}
 * @param hintIndex on refusal the largest index that can match: at most {@code rejected}, with a term of at most {@code prevTerm}
 * @param hintTerm the term at {@code hintIndex}
 */
public record AppendResponse(
        long term, long requestNumber, boolean success, long match, long rejected, long hintIndex, long hintTerm)
        implements RaftMessage {
    /**
     * The answer that the log agrees up to {@code match}.
     *
     * @param term the answering server's term
     * @param requestNumber the request's number
     * @param match the last index verified
     * @return the answer
     */
    public static AppendResponse success(long term, long requestNumber, long match) {
        return new AppendResponse(term, requestNumber, true, match, 0, 0, 0);
    }

    /**
     * The answer that the log has no such previous entry, or that the request is of an old term.
     *
     * @param term the answering server's term
     * @param requestNumber the request's number
     * @param rejected the request's previous index
     * @param hintIndex the largest index that can match
     * @param hintTerm the term there
     * @return the answer
     */
    public static AppendResponse refusal(long term, long requestNumber, long rejected, long hintIndex, long hintTerm) {
        return new AppendResponse(term, requestNumber, false, 0, rejected, hintIndex, hintTerm);
    }
}
