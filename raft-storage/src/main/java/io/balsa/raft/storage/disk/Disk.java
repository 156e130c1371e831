package io.balsa.raft.storage.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A directory and what is in it. Names are relative to that directory, with {@code /} between the parts; the empty name is the directory
 * itself. Safe for use by several threads.
 *
 * <p>What an implementation promises, and no more: bytes written to a file survive a power cut once {@link DiskFile#force} returned; the
 * creation, renaming or deletion of a file survives one once {@link #forceDirectory} of its directory returned; a rename happens wholly or
 * not at all. Until then any part of it may be lost, in any order.
 */
public interface Disk {
    /** What a file is opened for. */
    enum Access {
        /** Reads a file that is there. */
        READ,
        /** Reads and writes a file that is there. */
        WRITE,
        /** Makes a file that is not there yet, and reads and writes it. */
        CREATE,
        /**
         * Reads a file that is there, and writes it in whole blocks, past the cache of the operating system where that is possible. The position and
         * the length of each write are multiples of {@link #BLOCK_BYTES}; the buffer lies outside the heap and begins at such a multiple in
         * memory, as must one that is read into, whose position and length are multiples as well.
         */
        WRITE_BLOCKS,
        /** As {@link #WRITE_BLOCKS}, for a file that is not there yet, and is made. */
        CREATE_BLOCKS;

        /** {@return whether a file is made} */
        public boolean creates() {
            return this == CREATE || this == CREATE_BLOCKS;
        }

        /** {@return whether only whole blocks can be written} */
        public boolean writesBlocks() {
            return this == WRITE_BLOCKS || this == CREATE_BLOCKS;
        }
    }

    /** The unit of what is written to files opened for {@link Access#WRITE_BLOCKS} or {@link Access#CREATE_BLOCKS}. */
    int BLOCK_BYTES = 4096;

    /**
     * Opens a file.
     *
     * @param name its name
     * @param access what for
     * @return the file, to be closed by the caller
     * @throws IOException if it is missing, or there already in case of {@link Access#CREATE} and {@link Access#CREATE_BLOCKS}, or cannot be opened
     */
    DiskFile open(String name, Access access) throws IOException;

    /**
     * Says that a file is soon going to be read from its beginning to its end. A hint: a disk may bring it into memory meanwhile, or do nothing. Does not
     * wait for that; a file that is missing or cannot be read is no error here. The disk may have the file open for a while after this.
     *
     * @param name its name
     */
    default void willRead(String name) {}

    /**
     * Gives a file another name, within one directory; a file that had that name is replaced.
     *
     * @param from the name that it has
     * @param to the name that it gets
     * @throws IOException if it did not work
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file, or a directory without content.
     *
     * @param name its name
     * @throws IOException if it is missing or cannot be deleted
     */
    void delete(String name) throws IOException;

    /**
     * Lists a directory.
     *
     * @param directory its name
     * @return the names of the files and directories in it, without the directory's, sorted
     * @throws IOException if it cannot be read
     */
    List<String> list(String directory) throws IOException;

    /**
     * Makes a directory with all above it, durably. What is there already is made durable, if it was not.
     *
     * @param directory its name
     * @throws IOException if it did not work
     */
    void makeDirectories(String directory) throws IOException;

    /**
     * Makes what was created, renamed and deleted in a directory durable.
     *
     * @param directory its name
     * @throws IOException if it failed; nothing is known of the directory's durable state then
     */
    void forceDirectory(String directory) throws IOException;

    /**
     * Locks a file, which is made if it is missing, against every other process and every other caller in this one. The lock ends with the
     * process.
     *
     * @param name the name of the file
     * @return the lock; empty if somebody else has it
     * @throws IOException if it cannot be found out
     */
    Optional<DiskLock> lock(String name) throws IOException;

    /**
     * How much room is left.
     *
     * @return the number of bytes that can still be written to new files
     * @throws IOException if it cannot be found out
     */
    long freeBytes() throws IOException;

    /**
     * A number for a place that is made new. Here since it is the one random value that the storage needs, and a simulated disk draws it from
     * its seed.
     *
     * @return 128 random bits
     */
    UUID randomId();

    /**
     * What to call a file in front of a person.
     *
     * @param name its name
     * @return its full path, or whatever helps to find it
     */
    String describe(String name);
}
