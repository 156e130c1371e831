package io.balsa.raft.core;

/** Folds a state into 64 bits, in a fixed order, the same in every JVM. For telling states apart, not against an adversary. */
final class Fingerprint {
    private long hash = 0x9E3779B97F4A7C15L;

    Fingerprint add(long value) {
        // The finaliser of SplitMix64 (Steele, Lea, Flood 2014) over a running sum: order matters, and every bit
        // spreads.
        long z = (hash ^ value) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        hash = z ^ (z >>> 31);
        return this;
    }

    Fingerprint add(boolean value) {
        return add(value ? 1 : 2);
    }

    /** Strings hash alike in every JVM (the algorithm is part of their specification); objects and enums do not. */
    Fingerprint add(String value) {
        add(value.length());
        for (int i = 0; i < value.length(); i++) {
            add(value.charAt(i));
        }
        return this;
    }

    long value() {
        return hash;
    }
}
