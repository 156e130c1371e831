package io.balsa.raft.spi;

/** What an entry of the log is for. The code is part of the formats on disk and wire: never change or reuse one. */
public enum EntryKind {
    /** A command of the application, handed to its state machine. */
    COMMAND(1),
    /** Empty: lets a new leader commit the entries of earlier terms (paper §8), and marks a point in the log for a read. */
    NO_OP(2),
    /** A {@link Membership}, in force from the moment at which it is appended (thesis §4.1). */
    CONFIGURATION(3);

    private static final EntryKind[] BY_CODE = {null, COMMAND, NO_OP, CONFIGURATION};

    private final byte code;

    EntryKind(int code) {
        this.code = (byte) code;
    }

    /** {@return the byte that stands for this kind on disk and wire} */
    public byte code() {
        return code;
    }

    /**
     * The kind behind a code.
     *
     * @param code the byte read
     * @return the kind
     * @throws MalformedEntriesException if no kind has the code
     */
    public static EntryKind ofCode(byte code) throws MalformedEntriesException {
        if (code <= 0 || code >= BY_CODE.length) {
            throw new MalformedEntriesException("entry kind " + code + ": expected 1 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }
}
