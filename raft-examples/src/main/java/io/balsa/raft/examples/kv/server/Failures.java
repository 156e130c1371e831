package io.balsa.raft.examples.kv.server;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.RaftException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in HTTP what became of a request that failed. 503 promises that a write was not taken and never will be; whatever is less
 * certain is 504. A read changes nothing, so it is 503 whenever asking again may help.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Answer answer(Throwable failure, boolean isWrite) {
        if (failure instanceof OverloadedException) {
            return Answer.error(ErrorCode.OVERLOADED, failure.getMessage());
        }
        if (failure instanceof NodeClosedException || failure instanceof NodeFailedException) {
            return Answer.error(ErrorCode.UNAVAILABLE, failure.getMessage());
        }
        if (failure instanceof TimeoutException) {
            return uncertain(isWrite, "the cluster did not answer in time");
        }
        if (failure instanceof RaftException raft && raft.mayHaveTakenEffect()) {
            return uncertain(isWrite, raft.getMessage());
        }
        if (failure instanceof QueryFailedException || !(failure instanceof RaftException)) {
            LOG.error("unexpected failure of a {}", isWrite ? "write" : "read", failure);
            return isWrite
                    ? uncertain(true, "unexpected: " + failure)
                    : Answer.error(ErrorCode.INTERNAL, failure.toString());
        }
        return Answer.error(ErrorCode.NO_LEADER, failure.getMessage());
    }

    /** An answer to a request of which we lost track. */
    static Answer uncertain(boolean isWrite, String message) {
        return isWrite
                ? Answer.error(
                        ErrorCode.OUTCOME_UNKNOWN,
                        message + "; the write may have taken effect or may still do so: read the key to find out")
                : Answer.error(ErrorCode.NO_LEADER, message);
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
