package io.balsa.raft.storage.format;

/** What a frame is for. The code is part of the format: never change or reuse one. */
public enum FrameKind {
    /** Cuts the log, appends entries, or both. */
    BATCH(1, false),
    /** Term and vote, in a sector of its own, twice. */
    HARD_STATE(2, true),
    /** What the segments before this one amount to, in a sector of its own, twice. */
    CHECKPOINT(3, true),
    /** Nothing but its durable mark. */
    MARK(4, false),
    /** Nothing: fills up to the next sector. */
    PAD(5, false),
    /** The last frame of a segment that has a successor. */
    SEAL(6, false);

    private static final FrameKind[] BY_CODE = {null, BATCH, HARD_STATE, CHECKPOINT, MARK, PAD, SEAL};

    /** What stands for the kind on disk. */
    public final byte code;

    /** Whether the frame fills a sector of its own, is written twice, and has its body under the header's checksum. */
    public final boolean paired;

    FrameKind(int code, boolean paired) {
        this.code = (byte) code;
        this.paired = paired;
    }

    /** {@return whether a kind has the code} */
    public static boolean isKnown(byte code) {
        return code > 0 && code < BY_CODE.length;
    }

    /** {@return the kind with a code that is known} */
    public static FrameKind ofCode(byte code) {
        return BY_CODE[code];
    }
}
