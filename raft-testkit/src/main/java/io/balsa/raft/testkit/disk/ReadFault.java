package io.balsa.raft.testkit.disk;

/** What can go wrong with one read. The medium keeps what it has; for damage that stays, see {@link SimulatedDisk#flipBit}. */
public enum ReadFault {
    /** Nothing. */
    NONE,
    /** The read fails; the next one may work. */
    ERROR,
    /** The read fails, and so does each later one of its first sector, until that sector is written anew as a whole. */
    STICKY_ERROR,
    /** Fewer bytes are read than asked for, at least one: no error, every reader has to cope. */
    SHORT,
    /** One bit of the bytes read is wrong. */
    BIT_FLIP,
    /** One sector of those read is all zeros. */
    ZEROED_SECTOR,
    /** One sector of those read has the bytes of another sector of the same file. */
    MISDIRECTED
}
