package io.balsa.raft.storage;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.storage.format.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/** What the frames written or replayed so far amount to, apart from where the entries are. Confined to the thread that persists. */
final class LogState {
    private final long baseIndex;
    private final long baseTerm;
    private final List<TermRun> termRuns = new ArrayList<>();
    private final List<ConfigurationEntry> configurations = new ArrayList<>();
    private HardState hardState;
    private long lastIndex;

    LogState(HardState hardState, long baseIndex, long baseTerm) {
        this.hardState = hardState;
        this.baseIndex = baseIndex;
        this.baseTerm = baseTerm;
        this.lastIndex = baseIndex;
    }

    HardState hardState() {
        return hardState;
    }

    long baseIndex() {
        return baseIndex;
    }

    long lastIndex() {
        return lastIndex;
    }

    /** The term of an entry of the log, or the base term. */
    long termAt(long index) {
        for (int i = termRuns.size() - 1; i >= 0; i--) {
            if (termRuns.get(i).firstIndex() <= index) {
                return termRuns.get(i).term();
            }
        }
        return baseTerm;
    }

    void vote(HardState state) {
        hardState = state;
    }

    void truncate(long fromIndex) {
        termRuns.removeIf(run -> run.firstIndex() >= fromIndex);
        configurations.removeIf(configuration -> configuration.index() >= fromIndex);
        lastIndex = fromIndex - 1;
    }

    /** Appends what lies right behind the last index. */
    void append(long newLastIndex, List<TermRun> runs, List<ConfigurationEntry> newConfigurations) {
        long term = termAt(lastIndex);
        for (TermRun run : runs) {
            if (run.term() != term || termRuns.isEmpty()) {
                termRuns.add(run);
                term = run.term();
            }
        }
        configurations.addAll(newConfigurations);
        lastIndex = newLastIndex;
    }

    Checkpoint checkpoint(long previousEnd) {
        return new Checkpoint(baseIndex, baseTerm, lastIndex, termAt(lastIndex), hardState, previousEnd);
    }

    RestoredState restored() {
        return new RestoredState(
                hardState, baseIndex, baseTerm, lastIndex, List.copyOf(termRuns), List.copyOf(configurations));
    }
}
