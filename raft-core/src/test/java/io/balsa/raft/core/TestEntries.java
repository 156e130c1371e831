package io.balsa.raft.core;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.TermRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Entries without payload: a first index, and the terms from there on. Each counts 100 bytes. */
record TestEntries(long firstIndex, List<Long> terms, TreeMap<Long, Membership> memberships) implements Entries {
    static final int BYTES = 100;

    static TestEntries of(long firstIndex, long... terms) {
        return new TestEntries(firstIndex, Arrays.stream(terms).boxed().toList(), new TreeMap<>());
    }

    static TestEntries configuration(long index, long term, Membership membership) {
        TreeMap<Long, Membership> memberships = new TreeMap<>();
        memberships.put(index, membership);
        return new TestEntries(index, List.of(term), memberships);
    }

    @Override
    public long lastIndex() {
        return firstIndex + terms.size() - 1;
    }

    @Override
    public long sizeInBytes() {
        return (long) BYTES * terms.size();
    }

    @Override
    public List<TermRun> termRuns() {
        List<TermRun> runs = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            if (i == 0 || !terms.get(i).equals(terms.get(i - 1))) {
                runs.add(new TermRun(firstIndex + i, terms.get(i)));
            }
        }
        return runs;
    }

    @Override
    public List<ConfigurationEntry> configurations() {
        return memberships.entrySet().stream()
                .map(e -> new ConfigurationEntry(e.getKey(), e.getValue()))
                .toList();
    }

    @Override
    public Entries slice(long from, long to) {
        return new TestEntries(
                from,
                terms.subList((int) (from - firstIndex), (int) (to - firstIndex + 1)),
                new TreeMap<>(memberships.subMap(from, true, to, true)));
    }
}
