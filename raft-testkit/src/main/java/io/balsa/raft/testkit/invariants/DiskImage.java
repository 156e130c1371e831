package io.balsa.raft.testkit.invariants;

import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.RestoredState;

/** What is durable on a server for certain. Confined to one thread. */
public final class DiskImage {
    private final LogImage log;
    private HardState hardState;

    /** Makes an empty disk. */
    public DiskImage() {
        this(HardState.INITIAL, new LogImage());
    }

    /**
     * Makes a disk that holds something.
     *
     * @param hardState term and vote
     * @param log the log, from now on the disk's own
     */
    public DiskImage(HardState hardState, LogImage log) {
        this.hardState = hardState;
        this.log = log;
    }

    /** {@return an independent copy} */
    public DiskImage copy() {
        return new DiskImage(hardState, log.copy());
    }

    /** {@return the log; not to be changed} */
    public LogImage log() {
        return log;
    }

    /** {@return term and vote} */
    public HardState hardState() {
        return hardState;
    }

    /**
     * A batch has become durable.
     *
     * @param batch the batch
     */
    public void write(PersistBatch batch) {
        batch.hardState().ifPresent(state -> hardState = state);
        applyTo(log, batch);
    }

    /**
     * Cuts and appends what a batch cuts and appends.
     *
     * @param log the log to change
     * @param batch the batch
     */
    public static void applyTo(LogImage log, PersistBatch batch) {
        if (batch.truncateFrom() > 0) {
            log.truncateFrom(batch.truncateFrom());
        }
        for (Entries entries : batch.entries()) {
            WordEntries.split(entries).forEach(log::append);
        }
    }

    /** {@return what a core is started with from this disk} */
    public RestoredState restored() {
        return new RestoredState(
                hardState,
                log.baseIndex(),
                log.baseTerm(),
                log.lastIndex(),
                WordEntries.termRuns(log.entries()),
                WordEntries.configurations(log.entries()));
    }
}
