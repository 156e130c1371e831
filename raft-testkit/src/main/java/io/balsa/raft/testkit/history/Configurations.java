package io.balsa.raft.testkit.history;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which operations are placed, and in which such configurations the search has been. A configuration is the set of placed operations and the state: in whichever order
 * they were placed, what can follow is the same.
 *
 * <p>Operations with a return are placed roughly in order, so of them only the part between the first missing and the last placed is kept. Open operations may be
 * left out for ever, so they have bits of their own.
 */
final class Configurations {
    private final int closed;
    private final long[] closedBits;
    private final long[] openBits;
    private final Set<Configuration> seen = new HashSet<>();

    private static final class Configuration {
        private final int from;
        private final long[] bits;
        private final Object state;
        private final int hash;

        Configuration(int from, long[] bits, Object state) {
            this.from = from;
            this.bits = bits;
            this.state = state;
            this.hash = (31 * from + mix(bits)) * 31 + state.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Configuration that
                    && hash == that.hash
                    && from == that.from
                    && Arrays.equals(bits, that.bits)
                    && state.equals(that.state);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Nothing is placed.
     *
     * @param closed how many operations have a return; they are numbered from 0
     * @param open how many have none; their numbers follow
     */
    Configurations(int closed, int open) {
        this.closed = closed;
        this.closedBits = new long[words(closed)];
        this.openBits = new long[words(open)];
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    void flip(int number) {
        if (number < closed) {
            closedBits[number / Long.SIZE] ^= 1L << number;
        } else {
            openBits[(number - closed) / Long.SIZE] ^= 1L << (number - closed);
        }
    }

    boolean isPlaced(int number) {
        return number < closed
                ? (closedBits[number / Long.SIZE] & 1L << number) != 0
                : (openBits[(number - closed) / Long.SIZE] & 1L << (number - closed)) != 0;
    }

    /** {@return whether the search gets here for the first time} */
    boolean enter(Object state) {
        int from = 0;
        while (from < closedBits.length && closedBits[from] == -1L) {
            from++;
        }
        int to = closedBits.length;
        while (to > from && closedBits[to - 1] == 0) {
            to--;
        }
        long[] bits = Arrays.copyOf(openBits, openBits.length + to - from);
        System.arraycopy(closedBits, from, bits, openBits.length, to - from);
        return seen.add(new Configuration(from, bits, state));
    }

    /** Array hashing of the library leaves neighbouring bits in neighbouring buckets; this spreads them. */
    private static int mix(long[] bits) {
        long hash = 0;
        for (long word : bits) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
