package io.balsa.raft.testkit.simulation;

import java.nio.ByteBuffer;

/**
 * What the state machine answers to a command or a query.
 *
 * @param index the last command applied when it was made
 * @param length how many operations stand at the key
 * @param lastOperation the last of them, 0 if there is none
 * @param chain hash over all of them
 */
public record Answer(long index, long length, long lastOperation, long chain) {
    static Answer decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Answer(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    byte[] encode() {
        return ByteBuffer.allocate(32)
                .putLong(index)
                .putLong(length)
                .putLong(lastOperation)
                .putLong(chain)
                .array();
    }
}
