package io.balsa.raft.testkit.explorer;

import java.util.ArrayList;
import java.util.List;

/** A growing array of numbers in blocks, so that growing copies nothing. */
final class IntStore {
    private static final int BITS = 16;

    private final List<int[]> blocks = new ArrayList<>();
    private int size;

    void add(int value) {
        if (size == blocks.size() << BITS) {
            blocks.add(new int[1 << BITS]);
        }
        blocks.get(size >>> BITS)[size & ((1 << BITS) - 1)] = value;
        size++;
    }

    int get(int index) {
        return blocks.get(index >>> BITS)[index & ((1 << BITS) - 1)];
    }
}
