package io.balsa.raft.testkit.explorer;

/** A set of 64-bit fingerprints in one array, by open addressing: eight bytes a state, and as much again for room. */
final class FingerprintSet {
    private long[] slots = new long[1 << 12];
    private long size;

    /** Adds a fingerprint; false if it was there. */
    boolean add(long fingerprint) {
        long value = fingerprint == 0 ? 1 : fingerprint;
        if (size * 4 >= slots.length * 3L) {
            grow();
        }
        if (!put(slots, value)) {
            return false;
        }
        size++;
        return true;
    }

    private static boolean put(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) (value ^ (value >>> 32)) & mask;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }

    private void grow() {
        if (slots.length == 1 << 30) {
            throw new IllegalStateException("more states than one array can hold: " + size);
        }
        long[] grown = new long[2 * slots.length];
        for (long value : slots) {
            if (value != 0) {
                put(grown, value);
            }
        }
        slots = grown;
    }

    long size() {
        return size;
    }
}
