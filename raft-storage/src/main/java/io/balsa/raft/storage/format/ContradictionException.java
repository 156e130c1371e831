package io.balsa.raft.storage.format;

import java.io.IOException;

/** Bytes that passed their checksum, and yet do not fit to what stands before them: no crash explains that. */
public final class ContradictionException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    /** Says what is there, and what should be. */
    public ContradictionException(String found, String expected) {
        super("found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    /** {@return what is there} */
    public String found() {
        return found;
    }

    /** {@return what should be there} */
    public String expected() {
        return expected;
    }
}
