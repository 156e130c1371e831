package io.balsa.raft.testkit.explorer;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far an exploration goes. How often each kind of action happened is part of a state, as a byte of a {@code long}, so that the same servers with less left to
 * happen are another state: else it would matter by which way they were met first.
 */
final class Limits {
    private static final Set<String> OTHERS = Set.of("terms", "inflight");
    private static final int MOST = 255;

    /** A heartbeat is the one thing that moves a clock: so many leave all other timers alone, in the usual ratio of 1 to 10. */
    private static final int MOST_HEARTBEATS = 9;

    private final int terms;
    private final int inFlight;
    private final int[] most = new int[Kind.ALL.length];

    private Limits(int terms, int inFlight) {
        this.terms = terms;
        this.inFlight = inFlight;
    }

    /** Reads what an {@code explore} line says. What is not named may not happen. */
    static Limits of(Map<String, Integer> named) {
        Limits limits = new Limits(named.getOrDefault("terms", 1), named.getOrDefault("inflight", 8));
        Set<String> unknown = new TreeSet<>(named.keySet());
        unknown.removeAll(OTHERS);
        for (Kind kind : Kind.ALL) {
            unknown.remove(kind.limit());
            int most = kind.limit().isEmpty() ? MOST : named.getOrDefault(kind.limit(), 0);
            if (most > (kind == Kind.HEARTBEAT ? MOST_HEARTBEATS : MOST)) {
                throw new IllegalArgumentException("explore " + kind.limit() + "=" + most + ": that is too often");
            }
            limits.most[kind.code()] = most;
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("explore " + unknown + ": expected terms, inflight or one of "
                    + Arrays.stream(Kind.ALL)
                            .map(Kind::limit)
                            .filter(l -> !l.isEmpty())
                            .toList());
        }
        return limits;
    }

    /** Those of a walk, which goes deep instead of wide. */
    static Limits ofWalk(int terms) {
        Limits limits = new Limits(terms, 24);
        Arrays.fill(limits.most, MOST);
        limits.most[Kind.HEARTBEAT.code()] = MOST_HEARTBEATS;
        return limits;
    }

    /** No server campaigns in this term any more. */
    int terms() {
        return terms;
    }

    int inFlight() {
        return inFlight;
    }

    boolean allows(Kind kind, long used) {
        return kind.limit().isEmpty() || used(kind, used) < most[kind.code()];
    }

    static int used(Kind kind, long used) {
        return (int) (used >>> shift(kind)) & MOST;
    }

    static long use(Kind kind, long used) {
        return kind.limit().isEmpty() ? used : used + (1L << shift(kind));
    }

    /** Kinds without a limit come first and are not counted. */
    private static int shift(Kind kind) {
        return 8 * (kind.code() - Kind.CAMPAIGN.code());
    }
}
