package io.balsa.raft.core;

/**
 * The core found itself in a state that must never be: a bug, or memory or a disk that lies. The message holds the whole state. The core takes no
 * more inputs; its driver must stop the server and leave its data as they are.
 */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvariantViolation(String message) {
        super(message);
    }
}
