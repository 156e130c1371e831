package io.balsa.raft.storage;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.MalformedEntriesException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks all entries of a frame where they lie in the window, without an object for each, and collects what recovery wants to know of them. */
final class EntryScan {
    final FramePoints points = new FramePoints();
    final List<TermRun> termRuns = new ArrayList<>();
    final List<ConfigurationEntry> configurations = new ArrayList<>();

    /**
     * Scans the body of a frame.
     *
     * @param offset of the body in the file
     * @return what is wrong with the first bad entry; empty if all are good
     */
    Optional<Damage> scan(FileWindow window, long offset, long position, FrameHeader header) throws IOException {
        points.begin(position, header.bodyBytes);
        termRuns.clear();
        configurations.clear();
        long at = offset;
        long end = offset + header.bodyBytes;
        long index = header.firstIndex;
        while (at < end) {
            int needed = entryBytes(window, at, end);
            if (needed < 0) {
                return Optional.of(new Damage(at, "no entry of a length that fits its frame", "entry " + index));
            }
            int start = window.load(at, needed);
            int bytes = collect(window.buffer(), start, (int) Math.min(window.available(at), end - at), index);
            EncodedEntries part;
            try {
                part = EncodedEntries.decode(index, window.buffer().slice(start, bytes));
            } catch (MalformedEntriesException e) {
                return Optional.of(firstBad(window.buffer(), start, bytes, at, index, e));
            }
            if (!append(part)) {
                return Optional.of(new Damage(at, "a term that falls", "entry " + index + " of a later term"));
            }
            at += bytes;
            index = part.lastIndex() + 1;
        }
        return Optional.empty();
    }

    private boolean append(EncodedEntries part) {
        long term = termRuns.isEmpty() ? 0 : termRuns.get(termRuns.size() - 1).term();
        for (TermRun run : part.termRuns()) {
            if (run.term() < term) {
                return false;
            }
            if (run.term() > term) {
                termRuns.add(run);
                term = run.term();
            }
        }
        configurations.addAll(part.configurations());
        return true;
    }

    /** Notes the whole entries among the bytes given, at least one, and returns their size. */
    private int collect(ByteBuffer in, int start, int available, long firstIndex) {
        int bytes = 0;
        for (long index = firstIndex; available - bytes >= Layout.ENTRY_HEADER_BYTES; index++) {
            int payloadBytes = in.getInt(start + bytes + Layout.ENTRY_LENGTH_OFFSET);
            if (payloadBytes < 0 || payloadBytes > available - bytes - Layout.ENTRY_HEADER_BYTES) {
                break;
            }
            int size = EntryFormat.encodedBytes(payloadBytes);
            points.entry(index, size);
            bytes += size;
        }
        return bytes;
    }

    /** The size of the entry at {@code at}; -1 if it would not fit in front of {@code end}. */
    static int entryBytes(FileWindow window, long at, long end) throws IOException {
        if (end - at < Layout.ENTRY_HEADER_BYTES) {
            return -1;
        }
        int start = window.load(at, Layout.ENTRY_HEADER_BYTES);
        int payloadBytes = window.buffer().getInt(start + Layout.ENTRY_LENGTH_OFFSET);
        return payloadBytes < 0 || payloadBytes > end - at - Layout.ENTRY_HEADER_BYTES
                ? -1
                : EntryFormat.encodedBytes(payloadBytes);
    }

    private static Damage firstBad(
            ByteBuffer in, int start, int bytes, long offset, long firstIndex, MalformedEntriesException problem) {
        long index = firstIndex;
        for (int at = 0; at < bytes; index++) {
            int size = EntryFormat.encodedBytes(in.getInt(start + at + Layout.ENTRY_LENGTH_OFFSET));
            try {
                EncodedEntries.decode(index, in.slice(start + at, size));
            } catch (MalformedEntriesException e) {
                return new Damage(offset + at, "an entry with " + e.getMessage(), "entry " + index);
            }
            at += size;
        }
        // Each is good, all together are not: the terms fall somewhere.
        return new Damage(offset, "entries with " + problem.getMessage(), "entries from " + firstIndex + " on");
    }
}
