package io.balsa.raft.testkit.invariants;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A log with its entries, in memory: what an observer keeps of a server's log or of its disk. Confined to one thread. */
public final class LogImage {
    private final long baseIndex;
    private final long baseTerm;
    private final List<LogEntry> entries;

    /** Makes an empty log. */
    public LogImage() {
        this(0, 0, List.of());
    }

    private LogImage(long baseIndex, long baseTerm, List<LogEntry> entries) {
        this.baseIndex = baseIndex;
        this.baseTerm = baseTerm;
        this.entries = new ArrayList<>(entries);
    }

    /** {@return the index right before the first entry} */
    public long baseIndex() {
        return baseIndex;
    }

    /** {@return the term at {@link #baseIndex}} */
    public long baseTerm() {
        return baseTerm;
    }

    /** {@return the index of the last entry, or the base index if there is none} */
    public long lastIndex() {
        return baseIndex + entries.size();
    }

    /** {@return the entries, in order, as a view} */
    public List<LogEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * Whether there is an entry at an index.
     *
     * @param index any index
     * @return true if it lies between base and end
     */
    public boolean has(long index) {
        return index > baseIndex && index <= lastIndex();
    }

    /**
     * The entry at an index.
     *
     * @param index an index for which {@link #has} is true
     * @return the entry
     */
    public LogEntry entry(long index) {
        if (!has(index)) {
            throw new IllegalArgumentException(
                    "index " + index + ": expected " + (baseIndex + 1) + " to " + lastIndex());
        }
        return entries.get(Math.toIntExact(index - baseIndex - 1));
    }

    /**
     * The term at an index.
     *
     * @param index from the base index to the last index
     * @return its term
     */
    public long termAt(long index) {
        return index == baseIndex ? baseTerm : entry(index).term();
    }

    /**
     * Whether this very entry is in the log.
     *
     * @param entry the entry
     * @return true if index, term and content are found
     */
    public boolean holds(LogEntry entry) {
        return has(entry.index()) && entry(entry.index()).equals(entry);
    }

    /**
     * Whether two logs have equal entries up to an index, as far as both still have entries there.
     *
     * @param other the other log
     * @param index the last index compared
     * @return false if this log ends before the index, or one of the entries differs
     */
    public boolean agreesUpTo(LogImage other, long index) {
        if (index > lastIndex()) {
            return false;
        }
        for (long i = Math.max(baseIndex, other.baseIndex) + 1; i <= index; i++) {
            if (!other.holds(entry(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Cuts the end off.
     *
     * @param index the first index that goes
     */
    public void truncateFrom(long index) {
        if (index <= baseIndex) {
            throw new IllegalArgumentException("truncate from " + index + ": the log begins after " + baseIndex);
        }
        while (lastIndex() >= index) {
            entries.remove(entries.size() - 1);
        }
    }

    /**
     * Appends an entry.
     *
     * @param entry the entry, whose index is the next one
     */
    public void append(LogEntry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new IllegalArgumentException("append of " + entry + ": expected index " + (lastIndex() + 1));
        }
        entries.add(entry);
    }

    /** {@return an independent copy} */
    public LogImage copy() {
        return new LogImage(baseIndex, baseTerm, entries);
    }

    /** {@return the terms from the first entry on, with commas between} */
    public String terms() {
        return entries.stream().map(e -> Long.toString(e.term())).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
