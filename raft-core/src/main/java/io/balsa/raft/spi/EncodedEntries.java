package io.balsa.raft.spi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Consecutive entries together with their bytes, in the form of {@link EntryFormat}. Safe to share between threads: nobody may write to the
 * buffers handed in or out while anybody may read them.
 *
 * <p>The memory behind the bytes belongs to whoever made the object, and may be used again for other entries: a {@link Transport}, a {@link
 * LogStorage} and a {@link TransportListener} that are handed such entries may look at their bytes until they return. What is to be kept is
 * copied ({@link #copy}, {@link #copyTo}).
 *
 * <p>The bytes may lie in several buffers, each beginning and ending at an entry, so that batches that were appended one after
 * the other can be sent together without being copied together.
 */
public final class EncodedEntries implements Entries {
    private static final ByteBuffer[] NO_BUFFERS = {};

    private final long firstIndex;
    private final long lastIndex;
    private final long sizeInBytes;
    private final List<TermRun> termRuns;
    private final List<ConfigurationEntry> configurations;
    private final ByteBuffer[] buffers;

    /** Where the last entry begins in the last buffer. */
    private final int lastEntryOffset;

    EncodedEntries(
            long firstIndex,
            long lastIndex,
            List<TermRun> termRuns,
            List<ConfigurationEntry> configurations,
            ByteBuffer[] buffers,
            int lastEntryOffset) {
        this.firstIndex = firstIndex;
        this.lastIndex = lastIndex;
        this.termRuns = termRuns;
        this.configurations = configurations;
        this.buffers = buffers;
        this.lastEntryOffset = lastEntryOffset;
        long size = 0;
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        this.sizeInBytes = size;
    }

    /**
     * No entries, at a place in the log.
     *
     * @param firstIndex where the first would stand
     * @return the empty entries
     */
    public static EncodedEntries none(long firstIndex) {
        return new EncodedEntries(firstIndex, firstIndex - 1, List.of(), List.of(), NO_BUFFERS, 0);
    }

    /**
     * Takes bytes from a disk or a peer, and checks them all: checksums, lengths, kinds, indexes without gaps, terms that do not fall.
     *
     * @param firstIndex the index that the first entry must have
     * @param bytes encoded entries, from position to limit; kept, so nobody may change them afterwards
     * @return the entries
     * @throws MalformedEntriesException naming what is wrong, and where
     */
    public static EncodedEntries decode(long firstIndex, ByteBuffer bytes) throws MalformedEntriesException {
        if (!bytes.hasRemaining()) {
            return none(firstIndex);
        }
        ByteBuffer in = bytes.slice();
        CRC32C crc = new CRC32C();
        List<TermRun> runs = new ArrayList<>(1);
        List<ConfigurationEntry> configurations = new ArrayList<>(0);
        long index = firstIndex;
        long term = 0;
        int last = 0;
        for (int start = 0; start < in.limit(); index++) {
            int size = EntryFormat.check(in, crc, start);
            long foundIndex = in.getLong(start + EntryFormat.INDEX_OFFSET);
            if (foundIndex != index) {
                throw new MalformedEntriesException(
                        "entry index at byte " + start + ": " + foundIndex + ", expected " + index);
            }
            long foundTerm = in.getLong(start + EntryFormat.TERM_OFFSET);
            if (foundTerm < Math.max(term, 1)) {
                throw new MalformedEntriesException("entry term at byte " + start + " (index " + index + "): "
                        + foundTerm + ", expected at least " + Math.max(term, 1));
            }
            if (foundTerm > term) {
                runs.add(new TermRun(index, foundTerm));
                term = foundTerm;
            }
            if (in.get(start + EntryFormat.KIND_OFFSET) == EntryKind.CONFIGURATION.code()) {
                ByteBuffer payload = in.slice(start + EntryFormat.HEADER_BYTES, size - EntryFormat.HEADER_BYTES);
                configurations.add(new ConfigurationEntry(index, MembershipFormat.decode(payload)));
            }
            last = start;
            start += size;
        }
        return new EncodedEntries(
                firstIndex, index - 1, List.copyOf(runs), List.copyOf(configurations), new ByteBuffer[] {in}, last);
    }

    /**
     * Joins entries that follow one another, without copying.
     *
     * @param parts in order, each beginning where the one before it ends
     * @return all of them as one
     */
    public static EncodedEntries join(List<EncodedEntries> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<TermRun> runs = new ArrayList<>(2);
        List<ConfigurationEntry> configurations = new ArrayList<>(0);
        List<ByteBuffer> buffers = new ArrayList<>(parts.size());
        long next = parts.get(0).firstIndex;
        int last = 0;
        for (EncodedEntries part : parts) {
            if (part.firstIndex != next) {
                throw new IllegalArgumentException("entries begin at " + part.firstIndex + ": expected " + next);
            }
            next = part.lastIndex + 1;
            for (TermRun run : part.termRuns) {
                if (runs.isEmpty() || runs.get(runs.size() - 1).term() != run.term()) {
                    runs.add(run);
                }
            }
            configurations.addAll(part.configurations);
            buffers.addAll(List.of(part.buffers));
            last = part.isEmpty() ? last : part.lastEntryOffset;
        }
        return new EncodedEntries(
                parts.get(0).firstIndex,
                next - 1,
                List.copyOf(runs),
                List.copyOf(configurations),
                buffers.toArray(NO_BUFFERS),
                last);
    }

    /** {@return the same entries on bytes of their own} */
    public EncodedEntries copy() {
        return isEmpty() ? this : copyTo(ByteBuffer.allocate(Math.toIntExact(sizeInBytes)));
    }

    /**
     * Copies the bytes into memory of the caller's.
     *
     * @param target where to, from its position on, with room for {@link #sizeInBytes}; its position is moved behind them
     * @return the same entries, on the bytes in {@code target}
     */
    public EncodedEntries copyTo(ByteBuffer target) {
        if (isEmpty()) {
            return this;
        }
        int start = target.position();
        int last = 0;
        for (ByteBuffer buffer : buffers) {
            last = target.position() - start + lastEntryOffset;
            target.put(target.position(), buffer, 0, buffer.limit());
            target.position(target.position() + buffer.limit());
        }
        ByteBuffer bytes = target.slice(start, target.position() - start);
        return new EncodedEntries(firstIndex, lastIndex, termRuns, configurations, new ByteBuffer[] {bytes}, last);
    }

    @Override
    public long firstIndex() {
        return firstIndex;
    }

    @Override
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public long sizeInBytes() {
        return sizeInBytes;
    }

    @Override
    public List<TermRun> termRuns() {
        return termRuns;
    }

    @Override
    public List<ConfigurationEntry> configurations() {
        return configurations;
    }

    /** {@return the number of buffers that hold the bytes} */
    public int bufferCount() {
        return buffers.length;
    }

    /**
     * One of the buffers that hold the bytes: whole entries, from position 0 to the limit.
     *
     * @param number from 0 to {@code bufferCount() - 1}
     * @return a view of its own, which the caller may move through
     */
    public ByteBuffer buffer(int number) {
        return buffers[number].duplicate();
    }

    /** {@return the timestamp of the last entry, in milliseconds since 1970; 0 if there is none} */
    public long lastTimestampMillis() {
        return buffers.length == 0
                ? 0
                : buffers[buffers.length - 1].getLong(lastEntryOffset + EntryFormat.TIMESTAMP_OFFSET);
    }

    /** {@return a cursor in front of the first entry} */
    public EntryCursor cursor() {
        return new EntryCursor(buffers);
    }

    @Override
    public EncodedEntries slice(long from, long to) {
        return slice(from, to, Long.MAX_VALUE);
    }

    /**
     * A part of these entries, which shares the bytes: from {@code from} on as many as fit into a number of bytes, at least one.
     *
     * @param from the first index wanted
     * @param to the last index wanted
     * @param maxBytes how many bytes to take at most, unless the first entry alone has more
     * @return the part; empty if {@code from > to}
     */
    public EncodedEntries slice(long from, long to, long maxBytes) {
        if (from < firstIndex || to > lastIndex || from > to + 1) {
            throw new IllegalArgumentException(
                    "slice " + from + " to " + to + ": expected a part of " + firstIndex + " to " + lastIndex);
        }
        if (from > to) {
            return none(from);
        }
        if (from == firstIndex && to == lastIndex && sizeInBytes <= maxBytes) {
            return this;
        }
        List<ByteBuffer> parts = new ArrayList<>(buffers.length);
        long index = firstIndex;
        long taken = 0;
        int last = 0;
        for (int b = 0; b < buffers.length && index <= to; b++) {
            ByteBuffer in = buffers[b];
            int begin = -1;
            int at = 0;
            while (at < in.limit() && index <= to) {
                int size = EntryFormat.HEADER_BYTES + in.getInt(at + EntryFormat.LENGTH_OFFSET);
                if (index >= from) {
                    if (index > from && taken + size > maxBytes) {
                        to = index - 1;
                        break;
                    }
                    begin = begin < 0 ? at : begin;
                    last = at - begin;
                    taken += size;
                }
                at += size;
                index++;
            }
            if (begin >= 0) {
                parts.add(in.slice(begin, at - begin));
            }
        }
        return new EncodedEntries(
                from, to, runsWithin(from, to), configurationsWithin(from, to), parts.toArray(NO_BUFFERS), last);
    }

    private List<TermRun> runsWithin(long from, long to) {
        List<TermRun> within = new ArrayList<>(termRuns.size());
        for (TermRun run : termRuns) {
            if (run.firstIndex() <= from) {
                within.clear();
                within.add(new TermRun(from, run.term()));
            } else if (run.firstIndex() <= to) {
                within.add(run);
            }
        }
        return List.copyOf(within);
    }

    private List<ConfigurationEntry> configurationsWithin(long from, long to) {
        if (configurations.isEmpty()) {
            return configurations;
        }
        return configurations.stream()
                .filter(c -> c.index() >= from && c.index() <= to)
                .toList();
    }

    @Override
    public String toString() {
        return "entries " + firstIndex + ".." + lastIndex + " (" + sizeInBytes + " bytes)";
    }
}
