package io.balsa.raft.examples.kv.server;

/** The {@code code} in the body of an error, and its HTTP status. */
enum ErrorCode {
    BAD_REQUEST(400),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    PRECONDITION_FAILED(412),
    VALUE_TOO_LARGE(413),
    INTERNAL(500),
    /** Not taken: nobody leads, or nobody we know of. */
    NO_LEADER(503),
    /** Not taken: too much is under way. */
    OVERLOADED(503),
    /** Not taken: this server is stopping, or has stopped itself. */
    UNAVAILABLE(503),
    /** Health checks only: the server is not live, or not ready. */
    UNHEALTHY(503),
    /** The write was perhaps taken, or will be. The only answer that says so. */
    OUTCOME_UNKNOWN(504);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
