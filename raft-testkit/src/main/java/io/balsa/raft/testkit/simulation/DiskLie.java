package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.WriteFault;

/**
 * A disk that is going to lose a write, or to put it elsewhere, and to say nothing. The write shows until the machine forgets its cache.
 *
 * <p>Until something has been written and forced behind it, such a loss cannot be told from a write that never reached the disk, which the product states as its
 * limit. So a world with it must not make it visible before that: {@link #isInvisible}.
 */
final class DiskLie implements DiskFaults {
    private final WriteFault fault;
    private final Runnable onStrike;
    private int passing;
    private boolean struck;

    /** Whether it was during the present call that the write was lost, so that what this call wrote says nothing. */
    private boolean duringCall;

    private boolean isCovered;

    /**
     * A lie about one write.
     *
     * @param fault what becomes of the write
     * @param passing how many writes go well before
     * @param onStrike told when it happens
     */
    DiskLie(WriteFault fault, int passing, Runnable onStrike) {
        this.fault = fault;
        this.passing = passing;
        this.onStrike = onStrike;
    }

    @Override
    public WriteFault onWrite(String name, long offset, int bytes) {
        if (struck || passing-- > 0) {
            return WriteFault.NONE;
        }
        struck = true;
        duringCall = true;
        onStrike.run();
        return fault;
    }

    boolean isStillToCome() {
        return !struck;
    }

    void persisting() {
        duringCall = false;
    }

    /** Batches were written and forced, and are about to be reported durable. */
    void persisted() {
        isCovered |= struck && !duringCall;
    }

    /** {@return whether nothing stands behind the write that would give away that it is missing} */
    boolean isInvisible() {
        return struck && !isCovered;
    }
}
