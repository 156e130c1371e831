package io.balsa.raft.testkit.invariants;

import io.balsa.raft.core.ControlEntry;
import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.TermRun;
import java.util.ArrayList;
import java.util.List;

/** Entries whose payload is a word. Immutable. */
public final class WordEntries implements Entries {
    private final long firstIndex;
    private final List<LogEntry> entries;

    /**
     * Makes entries.
     *
     * @param firstIndex the index of the first, or where it would stand
     * @param entries the entries, one index after the other
     */
    public WordEntries(long firstIndex, List<LogEntry> entries) {
        this.firstIndex = firstIndex;
        this.entries = List.copyOf(entries);
    }

    /**
     * The single entries among what a core handed out.
     *
     * @param entries made here, or by the core itself
     * @return them one by one
     */
    public static List<LogEntry> split(Entries entries) {
        if (entries instanceof WordEntries words) {
            return words.entries;
        }
        if (entries instanceof ControlEntry control) {
            String content = control.membership().map(Object::toString).orElse("no-op");
            return List.of(new LogEntry(control.index(), control.term(), content, control.membership()));
        }
        if (entries.isEmpty()) {
            return List.of();
        }
        throw new IllegalArgumentException("entries of " + entries.getClass() + ": expected what the scenario put in");
    }

    /**
     * A part of a log, as a core asks for it.
     *
     * @param log the log
     * @param from the first index wanted
     * @param to the last index wanted
     * @param maxBytes how many bytes to take at most, unless the first entry alone has more
     * @return entries from {@code from} on, at least one
     */
    public static WordEntries slice(LogImage log, long from, long to, long maxBytes) {
        List<LogEntry> entries = new ArrayList<>();
        long bytes = 0;
        for (long index = from; index <= to; index++) {
            LogEntry entry = log.entry(index);
            bytes += sizeInBytes(entry);
            if (bytes > maxBytes && !entries.isEmpty()) {
                break;
            }
            entries.add(entry);
        }
        return new WordEntries(from, entries);
    }

    private static long sizeInBytes(LogEntry entry) {
        return EntryFormat.encodedBytes(entry.content().length());
    }

    static List<TermRun> termRuns(List<LogEntry> entries) {
        List<TermRun> runs = new ArrayList<>();
        for (LogEntry entry : entries) {
            if (runs.isEmpty() || runs.get(runs.size() - 1).term() != entry.term()) {
                runs.add(new TermRun(entry.index(), entry.term()));
            }
        }
        return runs;
    }

    static List<ConfigurationEntry> configurations(List<LogEntry> entries) {
        List<ConfigurationEntry> configurations = new ArrayList<>();
        for (LogEntry entry : entries) {
            entry.membership().ifPresent(m -> configurations.add(new ConfigurationEntry(entry.index(), m)));
        }
        return configurations;
    }

    @Override
    public long firstIndex() {
        return firstIndex;
    }

    @Override
    public long lastIndex() {
        return firstIndex + entries.size() - 1;
    }

    @Override
    public long sizeInBytes() {
        return entries.stream().mapToLong(WordEntries::sizeInBytes).sum();
    }

    @Override
    public List<TermRun> termRuns() {
        return termRuns(entries);
    }

    @Override
    public List<ConfigurationEntry> configurations() {
        return configurations(entries);
    }

    @Override
    public Entries slice(long from, long to) {
        int begin = Math.toIntExact(from - firstIndex);
        return new WordEntries(from, entries.subList(begin, begin + Math.toIntExact(to - from + 1)));
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
