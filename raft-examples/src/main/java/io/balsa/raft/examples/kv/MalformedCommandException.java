package io.balsa.raft.examples.kv;

/** Bytes that are no command, no query or no result of this store. */
public final class MalformedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedCommandException(String message) {
        super(message);
    }
}
