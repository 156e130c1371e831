package io.balsa.raft.core;

import io.balsa.raft.spi.Entries;

/** Hands out parts of the log for messages, from memory alone: sizes are known without touching a disk, payloads may follow later. */
@FunctionalInterface
public interface LogSlices {
    /**
     * A part of the log as it is at this moment.
     *
     * @param from the first index wanted, within the log
     * @param to the last index wanted, at least {@code from}
     * @param maxBytes how many bytes to take at most, unless the first entry alone has more
     * @return entries from {@code from} on, at least one
     */
    Entries slice(long from, long to, long maxBytes);
}
