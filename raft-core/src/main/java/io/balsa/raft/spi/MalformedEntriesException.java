package io.balsa.raft.spi;

import java.io.IOException;

/** Bytes that should be log entries and are not: a wrong checksum, length, index, term or kind. */
public class MalformedEntriesException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what was found and what was expected.
     *
     * @param message field, value and expectation
     */
    public MalformedEntriesException(String message) {
        super(message);
    }
}
