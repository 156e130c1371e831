package io.balsa.raft.storage;

import java.io.IOException;

/** Bytes that passed their checksum, and yet do not fit to what stands before them: no crash explains that. */
final class ContradictionException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    ContradictionException(String found, String expected) {
        super("found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
