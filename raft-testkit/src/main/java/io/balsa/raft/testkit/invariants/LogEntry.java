package io.balsa.raft.testkit.invariants;

import io.balsa.raft.spi.Membership;
import java.util.Optional;

/**
 * An entry as an observer identifies it.
 *
 * @param index position in the log
 * @param term the leader's term
 * @param content tells entries apart that should never share index and term: the proposal's word, or what stands for a payload
 * @param membership the membership of a configuration entry
 */
public record LogEntry(long index, long term, String content, Optional<Membership> membership) {
    /**
     * An entry that is no configuration.
     *
     * @param index position in the log
     * @param term the leader's term
     * @param content tells it apart
     * @return the entry
     */
    public static LogEntry of(long index, long term, String content) {
        return new LogEntry(index, term, content, Optional.empty());
    }

    @Override
    public String toString() {
        return index + "." + term + "(" + content + ")";
    }
}
