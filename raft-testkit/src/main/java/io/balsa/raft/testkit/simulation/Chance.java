package io.balsa.raft.testkit.simulation;

import java.util.List;

/**
 * A stream of random numbers for one concern, derived from a seed and the concern's name: taking more or fewer numbers from one stream does not
 * shift the others. The numbers are SplitMix64's, written out here so that no later JVM changes what a seed means.
 */
final class Chance {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    static Chance of(long seed, String concern) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (int i = 0; i < concern.length(); i++) {
            state = mix(state + GOLDEN_GAMMA * (concern.charAt(i) + 1L));
        }
        return new Chance(state);
    }

    /** {@return a number in which each bit depends on each bit of the other} */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** {@return a number from 0 up to 1, without 1} */
    double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean happens(double probability) {
        return unit() < probability;
    }

    /** {@return a number from 0 up to, not including, the bound} */
    long below(long bound) {
        return (long) (unit() * bound);
    }

    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** {@return a number from {@code least} to {@code most}, both included} */
    long between(long least, long most) {
        return least + below(most - least + 1);
    }

    /** {@return a number from {@code least} to {@code most} whose order of magnitude is drawn evenly} */
    double logUniform(double least, double most) {
        return least * Math.pow(most / least, unit());
    }

    /** {@return a number from 0 on, small ones more often, of that mean} */
    long exponential(double mean) {
        return (long) (-mean * Math.log(1 - unit()));
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Puts a list into a random order. */
    <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T moved = list.get(i);
            list.set(i, list.get(j));
            list.set(j, moved);
        }
    }
}
