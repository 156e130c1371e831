package io.balsa.raft.node;

/** A committed entry could not be applied. Stops the server. */
final class ApplyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApplyFailedException(String message) {
        super(message);
    }

    ApplyFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
