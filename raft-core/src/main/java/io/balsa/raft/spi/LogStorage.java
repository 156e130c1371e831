package io.balsa.raft.spi;

import java.util.List;

/**
 * A node's durable log and vote. The contract, four lines:
 *
 * <ol>
 *   <li>batches take effect in the order of their {@link WriteBatch#seq};
 *   <li>after a crash the durable state is the effect of some prefix of the batches, which includes every batch of a {@link #persist} that returned;
 *   <li>when {@code persist} returns, all of its batches are durable;
 *   <li>any failure is final: after a {@link StorageException} from {@code persist} every further call of it fails too, since a
 *       {@code force} that failed once and then succeeds proves nothing.
 * </ol>
 *
 * {@code persist} is called by one thread; the reading methods may be called by others at the same time.
 */
public interface LogStorage extends AutoCloseable {
    /** {@return what was found when the storage was opened} */
    RestoredState restored();

    /**
     * Writes batches and makes them durable, with one {@code force} for all of them. Keeps nothing of their entries' bytes, whose memory is
     * the caller's again when this returns.
     *
     * @param batches in rising order of {@code seq}, at least one
     * @throws StorageException if anything went wrong; none of the batches may be counted durable, and the storage takes no more
     */
    void persist(List<WriteBatch> batches) throws StorageException;

    /**
     * Reads entries that were persisted, and checks their checksums.
     *
     * @param from the first index wanted
     * @param to the last index wanted
     * @param maxBytes how many bytes to read at most, unless the first entry alone has more
     * @return the entries from {@code from} on, on bytes that nobody uses again: at least one, and at least those up to {@link #lastIndexWithin}; not always all
     *     that would fit
     * @throws StorageException if they cannot be read, fail their checksum, or are not there
     */
    EncodedEntries read(long from, long to, long maxBytes) throws StorageException;

    /**
     * How far a {@link #read} may go, answered from memory alone: never touches the disk.
     *
     * @param from the first index wanted
     * @param to the last index wanted
     * @param maxBytes the bytes allowed
     * @return an index from {@code from} to {@code to} such that the entries up to it have at most {@code maxBytes}, or {@code from}
     */
    long lastIndexWithin(long from, long to, long maxBytes);

    /**
     * Called by the thread that persists, once, when no batch has come for about 1 ms: the moment for what should be written soon, unforced,
     * and what nobody should wait for.
     *
     * @throws StorageException as {@link #persist} does
     */
    default void settle() throws StorageException {}

    /**
     * Called by the thread that persists, once, when no batch has come for about 50 ms: the moment to force what {@code persist} may leave
     * unforced, such as a mark of how far the log is durable.
     *
     * @throws StorageException as {@link #persist} does
     */
    default void idle() throws StorageException {}

    /** Ends everything and lets go of the lock. What was not persisted is lost. Does nothing the second time. */
    @Override
    void close();
}
