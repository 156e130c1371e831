package io.balsa.raft.testkit.explorer;

import java.util.Arrays;
import java.util.List;

/**
 * What has happened and must never happen otherwise: who led which term, and what was ever committed. It is part of a state, since two ways to the same servers
 * may differ in it. Immutable.
 */
final class Ledger {
    static final Ledger EMPTY = new Ledger(new int[0], new int[0], new long[0]);

    /** By term: the server that led it, -1 if none did. */
    private final int[] leaders;

    /** By index - 1: the number of the entry committed there, -1 if none is known. */
    private final int[] committed;

    /** By index - 1: the term of the server that committed it first. */
    private final long[] terms;

    int number;
    long[] hashes = {};

    private Ledger(int[] leaders, int[] committed, long[] terms) {
        this.leaders = leaders;
        this.committed = committed;
        this.terms = terms;
    }

    int leaderOf(long term) {
        return term < leaders.length ? leaders[(int) term] : -1;
    }

    int committedAt(long index) {
        return index <= committed.length ? committed[(int) index - 1] : -1;
    }

    long termAt(long index) {
        return terms[(int) index - 1];
    }

    int lastIndex() {
        return committed.length;
    }

    Ledger withLeader(long term, int leader) {
        int[] copy = grown(leaders, (int) term + 1);
        copy[(int) term] = leader;
        return new Ledger(copy, committed, terms);
    }

    Ledger withCommitted(long index, int entry, long term) {
        int[] copy = grown(committed, (int) index);
        long[] copyOfTerms = Arrays.copyOf(terms, copy.length);
        copy[(int) index - 1] = entry;
        copyOfTerms[(int) index - 1] = term;
        return new Ledger(leaders, copy, copyOfTerms);
    }

    private static int[] grown(int[] array, int length) {
        int[] copy = Arrays.copyOf(array, Math.max(array.length, length));
        Arrays.fill(copy, array.length, copy.length, -1);
        return copy;
    }

    Object key() {
        return List.of(Arrays.toString(leaders), Arrays.toString(committed), Arrays.toString(terms));
    }

    long hash(int[] names, Catalog catalog) {
        long hash = 3;
        for (int leader : leaders) {
            hash = Hash.add(hash, leader < 0 ? -1 : names[leader]);
        }
        for (int i = 0; i < committed.length; i++) {
            hash = Hash.add(Hash.add(hash, catalog.hashOfEntry(committed[i])), terms[i]);
        }
        return hash;
    }
}
