package io.balsa.raft.examples.kv.demo;

import java.util.HashSet;
import java.util.Set;

/**
 * What is known of one key. One client writes it, with rising sequence numbers as values, one at a time; anybody may read it. So
 * at each moment the value must be at least {@link #floor()} and at most {@link #attempted()}. 0 stands for a key that does not exist.
 */
final class KeyHistory {
    private final Set<Long> notTaken = new HashSet<>();
    private long attempted;
    private long acknowledged;
    private long seen;
    private long version;

    long begin() {
        return ++attempted;
    }

    void acknowledge(long sequence, long newVersion) {
        acknowledged = Math.max(acknowledged, sequence);
        version = newVersion;
    }

    void notTaken(long sequence) {
        notTaken.add(sequence);
    }

    void see(long sequence) {
        seen = Math.max(seen, sequence);
    }

    boolean wasNotTaken(long sequence) {
        return notTaken.contains(sequence);
    }

    long attempted() {
        return attempted;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** The newest value that a read has returned. */
    long seen() {
        return seen;
    }

    /** The oldest value that a read which begins now may return: what was acknowledged, and what another read has returned. */
    long floor() {
        return Math.max(acknowledged, seen);
    }

    /** The version of the last acknowledged write, 0 if there is none. */
    long version() {
        return version;
    }
}
