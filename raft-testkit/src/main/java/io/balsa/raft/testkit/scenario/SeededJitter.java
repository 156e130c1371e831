package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.ElectionJitter;
import io.balsa.raft.spi.NodeId;

/**
 * Election jitter that depends on nothing but a seed, the server's name and how many numbers were drawn, on every machine and version of Java.
 * It never draws less than half of its bound: between 1 and 1.25 election timeouts after the last contact a scenario knows that the old leader's
 * hold has ended and that nobody campaigns on its own yet.
 */
final class SeededJitter implements ElectionJitter {
    private long state;

    SeededJitter(long seed, NodeId id) {
        this.state = seed;
        for (char c : id.value().toCharArray()) {
            state = mix(state + c);
        }
    }

    @Override
    public long nextNanos(long boundNanos) {
        state += 0x9E3779B97F4A7C15L;
        long least = boundNanos / 2;
        return least + Long.remainderUnsigned(mix(state), boundNanos - least);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
