package io.balsa.raft.storage;

import io.balsa.raft.spi.StorageException;

/**
 * Bytes of the log are not what was written there, and it is not the end that a crash tore off: entries or votes that somebody may rely
 * on would be lost. Thrown by opening, which has changed nothing then, and by reading.
 */
public final class CorruptLogException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String found;
    private final String expected;

    /**
     * Says what is wrong, and where.
     *
     * @param file the path of the file
     * @param offset of the first byte that is wrong, or of the frame or entry in which it is
     * @param found what is there
     * @param expected what should be there
     */
    public CorruptLogException(String file, long offset, String found, String expected) {
        super(file + " is damaged at byte " + offset + ": found " + found + ", expected " + expected);
        this.file = file;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /** {@return the path of the damaged file} */
    public String file() {
        return file;
    }

    /** {@return the offset of the damage in the file, in bytes} */
    public long offset() {
        return offset;
    }

    /** {@return what was found there} */
    public String found() {
        return found;
    }

    /** {@return what was expected there} */
    public String expected() {
        return expected;
    }
}
