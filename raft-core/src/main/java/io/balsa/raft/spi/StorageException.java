package io.balsa.raft.spi;

import java.io.IOException;

/** A storage could not do what it was asked. The message names the file, where there is one, and the offset. */
public class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure found by the storage itself.
     *
     * @param message what failed, at which file and offset, and what was expected
     */
    public StorageException(String message) {
        super(message);
    }

    /**
     * A failure reported by the system.
     *
     * @param message what failed, at which file and offset
     * @param cause what the system said
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
