package io.balsa.raft.examples.kv.server;

/** A request that is answered with an error before it reaches the log. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RequestException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    Answer answer() {
        return Answer.error(code, getMessage());
    }
}
