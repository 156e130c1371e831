package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.DiskFile;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of the log, and a descriptor to read it; the one to write belongs to whoever writes. A place in the log is given as a position, which
 * counts bytes through all segments, or as an offset within one.
 *
 * @param name of the file
 * @param path what to call it in messages
 * @param header what stands at its beginning
 * @param file to read from
 */
record Segment(String name, String path, SegmentHeader header, DiskFile file) {
    private static final long SHORT_BYTES = 1 << 20;

    /** The same as a share of its size. */
    private static final int SHORT_SHARE = 4;

    private static final Pattern NAME = Pattern.compile("log-\\d{16}\\.wal");

    static String nameOf(long number) {
        return String.format(Locale.ROOT, "log-%016d.wal", number);
    }

    static boolean isSegmentName(String name) {
        return NAME.matcher(name).matches();
    }

    static long numberOf(String name) {
        return Long.parseLong(name.substring(4, 20));
    }

    long basePosition() {
        return header.basePosition();
    }

    long endPosition() {
        return header.basePosition() + header.sizeBytes();
    }

    /** Where its frames end at most if it is short: then all of it goes to another file when the log is opened. */
    long shortEnd() {
        return Layout.HEAD_BYTES + Math.min(SHORT_BYTES, header.sizeBytes() / SHORT_SHARE);
    }

    long offsetOf(long position) {
        return position - header.basePosition();
    }

    CorruptLogException corrupt(Damage damage) {
        return corrupt(damage.offset(), damage.found(), damage.expected());
    }

    CorruptLogException corrupt(long offset, String found, String expected) {
        return new CorruptLogException(path, offset, found, expected);
    }
}
