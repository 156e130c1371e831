package io.balsa.raft.testkit.disk;

import java.util.SplittableRandom;

/** Streams of random numbers, one for each concern: drawing more from one changes nothing in the others. */
public final class SeededStreams {
    private SeededStreams() {}

    /**
     * The stream that belongs to a seed and a name, the same on every machine.
     *
     * @param seed of the whole run
     * @param name of the concern, such as {@code disk:n2}
     * @return a new generator at the stream's beginning
     */
    public static SplittableRandom of(long seed, String name) {
        return new SplittableRandom(seedOf(seed, name));
    }

    /**
     * The seed of the stream that belongs to a seed and a name.
     *
     * @param seed of the whole run
     * @param name of the concern
     * @return a seed for a stream, or for further streams
     */
    public static long seedOf(long seed, String name) {
        // FNV-1a over the UTF-16 units; the generator itself mixes well enough.
        long hash = 0xCBF29CE484222325L ^ seed;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash ^ (hash >>> 32);
    }
}
