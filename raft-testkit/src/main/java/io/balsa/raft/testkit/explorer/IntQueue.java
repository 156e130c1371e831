package io.balsa.raft.testkit.explorer;

import java.util.ArrayDeque;

/** A queue of numbers in blocks; what was read is given back at once. */
final class IntQueue {
    private static final int BLOCK = 1 << 16;

    private final ArrayDeque<int[]> blocks = new ArrayDeque<>();
    private int[] last = new int[BLOCK];
    private int readAt;
    private int writeAt;

    IntQueue() {
        blocks.add(last);
    }

    void add(int value) {
        if (writeAt == BLOCK) {
            last = new int[BLOCK];
            blocks.add(last);
            writeAt = 0;
        }
        last[writeAt++] = value;
    }

    int remove() {
        if (readAt == BLOCK) {
            blocks.remove();
            readAt = 0;
        }
        return blocks.element()[readAt++];
    }
}
