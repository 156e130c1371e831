package io.balsa.raft.testkit.history;

import java.util.Arrays;

/**
 * A list of numbers from which any can be taken in constant time, and put back in the reverse order of taking: the links of what was taken out still say where
 * it belongs.
 */
final class Chain {
    /** Comes after the last. */
    static final int END = -1;

    private final int sentinel;
    private final int[] next;
    private final int[] previous;

    /**
     * A list.
     *
     * @param order the numbers, each once
     * @param bound greater than any of them
     */
    Chain(int[] order, int bound) {
        sentinel = bound;
        next = new int[bound + 1];
        previous = new int[bound + 1];
        Arrays.fill(next, sentinel);
        int last = sentinel;
        for (int number : order) {
            next[last] = number;
            previous[number] = last;
            last = number;
        }
        next[last] = sentinel;
        previous[sentinel] = last;
    }

    int first() {
        return after(sentinel);
    }

    int after(int number) {
        return next[number] == sentinel ? END : next[number];
    }

    void take(int number) {
        next[previous[number]] = next[number];
        previous[next[number]] = previous[number];
    }

    void putBack(int number) {
        next[previous[number]] = number;
        previous[next[number]] = number;
    }
}
