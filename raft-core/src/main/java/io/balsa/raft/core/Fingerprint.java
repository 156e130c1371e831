package io.balsa.raft.core;

import io.balsa.raft.spi.NodeId;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** Folds a state into 64 bits, in a fixed order, the same in every JVM. For telling states apart, not against an adversary. */
public final class Fingerprint {
    private final ToLongFunction<NodeId> names;
    private final boolean timeless;
    private long hash = 0x9E3779B97F4A7C15L;

    private Fingerprint(ToLongFunction<NodeId> names, boolean timeless) {
        this.names = names;
        this.timeless = timeless;
    }

    /** {@return one of all that there is; times count relative to now} */
    public static Fingerprint exact() {
        return new Fingerprint(Fingerprint::hashOfName, false);
    }

    /**
     * For whoever explores a world in which every timer may fire at any moment and no time passes otherwise: without times, and with servers
     * known by numbers, so that states that differ only in the names of servers can be told to be equal. Says what matters only where nothing but
     * timers depends on time: without {@link CoreSettings#checkQuorum}.
     *
     * @param names the number of each server
     * @return a new one
     */
    public static Fingerprint timeless(ToLongFunction<NodeId> names) {
        return new Fingerprint(names, true);
    }

    private static long hashOfName(NodeId id) {
        return exact().add(id.value()).value();
    }

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

    /** A server, or nobody if null. */
    Fingerprint add(NodeId id) {
        return add(id == null ? -1 : names.applyAsLong(id));
    }

    /** A span of time, or something that changes with time alone. */
    Fingerprint addTime(long value) {
        return timeless ? this : add(value);
    }

    /** Parts whose order means nothing: it may come from the names of servers. */
    <T> Fingerprint addUnordered(Collection<T> parts, BiConsumer<Fingerprint, T> add) {
        long sum = 0;
        for (T part : parts) {
            Fingerprint of = new Fingerprint(names, timeless);
            add.accept(of, part);
            sum += of.hash;
        }
        return add(parts.size()).add(sum);
    }

    long value() {
        return hash;
    }
}
