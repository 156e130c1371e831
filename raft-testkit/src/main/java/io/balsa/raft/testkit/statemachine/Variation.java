package io.balsa.raft.testkit.statemachine;

/** A way to go through a {@link Script}. All of them must give the same answers. */
enum Variation {
    /** One instance does everything. */
    PLAIN(0xa1, "the first instance"),
    /** Another instance does everything, somewhat later. */
    AGAIN(0xa2, "a second instance"),
    /** Only commands, and the last snapshot. */
    COMMANDS_ONLY(0xa3, "an instance that was not read and not asked for snapshots"),
    /** From each snapshot on another instance goes on, into which it was restored. */
    RESTORED(0xa4, "an instance that was restored from a snapshot"),
    /** A snapshot is written out only when the next one is taken. */
    LATE_SNAPSHOTS(0xa5, "an instance whose snapshots are written out later, while commands go on");

    private final byte filling;
    private final String words;

    Variation(int filling, String words) {
        this.filling = (byte) filling;
        this.words = words;
    }

    /** {@return what a command's buffer is overwritten with once it was applied; differs from variation to variation} */
    byte filling() {
        return filling;
    }

    @Override
    public String toString() {
        return words;
    }
}
