package io.balsa.raft.testkit.simulation;

import java.nio.ByteBuffer;

/**
 * What the state machine answers to a command or a query.
 *
 * @param index the last command applied when it was made
 * @param length how many operations stand at the key
 * @param lastOperation the last of them, 0 if there is none
 * @param chain hash over all of them
 * @param value what the register at the key holds, 0 if nothing or if there is no register
 * @param refused whether the last operation was a conditional write of the register whose condition did not hold
 */
record Answer(long index, long length, long lastOperation, long chain, long value, boolean refused) {
    static Answer decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Answer(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.get() != 0);
    }

    byte[] encode() {
        return ByteBuffer.allocate(41)
                .putLong(index)
                .putLong(length)
                .putLong(lastOperation)
                .putLong(chain)
                .putLong(value)
                .put((byte) (refused ? 1 : 0))
                .array();
    }
}
