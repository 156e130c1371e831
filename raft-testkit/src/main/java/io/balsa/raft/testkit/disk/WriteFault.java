package io.balsa.raft.testkit.disk;

/** What can go wrong with one write. */
public enum WriteFault {
    /** Nothing. */
    NONE,
    /** The write fails, and nothing was written. */
    ERROR,
    /** The write fails after some of its bytes were written. */
    SHORT,
    /** The write seems to work, and the cache shows it; the medium never gets it. */
    LOST,
    /** The write seems to work, and the cache shows it; on the medium its sectors land elsewhere in the file. */
    MISDIRECTED
}
