package io.balsa.raft.core;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.TermRun;
import java.util.List;
import java.util.Optional;

/**
 * A single entry that the core itself puts into the log of a leader: a no-op, or a configuration.
 *
 * @param index its index
 * @param term the leader's term
 * @param membership the membership of a configuration entry; empty for a no-op
 */
public record ControlEntry(long index, long term, Optional<Membership> membership) implements Entries {
    @Override
    public long firstIndex() {
        return index;
    }

    @Override
    public long lastIndex() {
        return index;
    }

    @Override
    public long sizeInBytes() {
        return 0;
    }

    @Override
    public List<TermRun> termRuns() {
        return List.of(new TermRun(index, term));
    }

    @Override
    public List<ConfigurationEntry> configurations() {
        return membership.map(m -> List.of(new ConfigurationEntry(index, m))).orElse(List.of());
    }

    @Override
    public Entries slice(long from, long to) {
        if (from != index || to != index) {
            throw new IllegalArgumentException("slice " + from + " to " + to + ": there is only " + index);
        }
        return this;
    }
}
