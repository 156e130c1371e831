package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.LogImage;

/** What is durable on a server for certain. */
final class Disk {
    private final LogImage log = new LogImage();
    private HardState hardState = HardState.INITIAL;

    LogImage log() {
        return log;
    }

    HardState hardState() {
        return hardState;
    }

    void begin(HardState state, Iterable<LogEntry> entries) {
        hardState = state;
        entries.forEach(log::append);
    }

    /** A batch has become durable. */
    void write(PersistBatch batch) {
        batch.hardState().ifPresent(state -> hardState = state);
        applyTo(log, batch);
    }

    /** Cuts and appends what a batch cuts and appends. */
    static void applyTo(LogImage log, PersistBatch batch) {
        if (batch.truncateFrom() > 0) {
            log.truncateFrom(batch.truncateFrom());
        }
        for (Entries entries : batch.entries()) {
            WordEntries.split(entries).forEach(log::append);
        }
    }

    RestoredState restored() {
        return new RestoredState(
                hardState,
                log.baseIndex(),
                log.baseTerm(),
                log.lastIndex(),
                WordEntries.termRuns(log.entries()),
                WordEntries.configurations(log.entries()));
    }
}
