package io.balsa.raft.examples.kv.demo;

/**
 * Something that a correct store never does.
 *
 * @param kind which promise was broken
 * @param key the key at which it showed
 * @param detail what was expected and what was seen
 */
record Violation(Kind kind, String key, String detail) {
    /** The promises. */
    enum Kind {
        /** An acknowledged write is gone. */
        LOST_WRITE,
        /** A read returned something older than what had been acknowledged, or read, before it began. */
        STALE_READ,
        /** A value that nobody wrote, or whose write was certainly not taken. */
        IMPOSSIBLE_VALUE,
        /** A conditional write that had to succeed failed, or the other way round. */
        WRONG_CONDITION
    }

    @Override
    public String toString() {
        return kind + " " + key + ": " + detail;
    }
}
