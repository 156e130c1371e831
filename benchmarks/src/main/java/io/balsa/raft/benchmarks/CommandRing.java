package io.balsa.raft.benchmarks;

import java.util.Random;

/** Commands of 256 random bytes, made beforehand and handed out again and again. Never changed, since a server keeps what it is given. */
final class CommandRing {
    private static final int COUNT = 1024;

    private final byte[][] commands = new byte[COUNT][CommandBatches.COMMAND_BYTES];
    private int next;

    CommandRing() {
        Random random = new Random(1);
        for (byte[] command : commands) {
            random.nextBytes(command);
        }
    }

    byte[] next() {
        return commands[next++ & COUNT - 1];
    }
}
