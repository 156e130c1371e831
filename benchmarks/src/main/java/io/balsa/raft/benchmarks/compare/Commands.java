package io.balsa.raft.benchmarks.compare;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The commands that are proposed, again and again. They are made once and never changed, since a library may keep what it is given; so making them is in no
 * one's figures.
 */
final class Commands {
    private static final int COUNT = 8192;
    private static final long SEED = 1;

    private final byte[][] commands;
    private int next;

    Commands(int bytes) {
        Random random = new Random(SEED);
        commands = new byte[COUNT][bytes];
        for (int i = 0; i < COUNT; i++) {
            random.nextBytes(commands[i]);
            ByteBuffer.wrap(commands[i]).putLong(i);
        }
    }

    byte[] next() {
        return commands[next++ & COUNT - 1];
    }
}
