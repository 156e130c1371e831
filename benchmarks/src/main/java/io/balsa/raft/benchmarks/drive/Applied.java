package io.balsa.raft.benchmarks.drive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state machine of every library: counts commands and chains a hash over a few of their bytes and their order, so that replicas can be compared.
 * One thread applies, others look.
 */
public final class Applied {
    private final AtomicLong count = new AtomicLong();
    private long hash;

    /**
     * Applies a command.
     *
     * @param command holds it between its position and its limit, which stay as they are; at least 8 bytes
     */
    public void apply(ByteBuffer command) {
        long head = command.getLong(command.position());
        apply(
                command.order() == ByteOrder.BIG_ENDIAN ? head : Long.reverseBytes(head),
                command.get(command.limit() - 1));
    }

    /**
     * Applies a command.
     *
     * @param bytes holds it
     * @param offset where it begins
     * @param length its length, at least 8
     */
    public void apply(byte[] bytes, int offset, int length) {
        long head = 0;
        for (int i = offset; i < offset + Long.BYTES; i++) {
            head = head << Byte.SIZE | bytes[i] & 0xff;
        }
        apply(head, bytes[offset + length - 1]);
    }

    private void apply(long head, byte last) {
        hash = 31 * hash + head ^ last;
        count.setRelease(count.getPlain() + 1);
    }

    /** {@return how many commands were applied} */
    public long count() {
        return count.getAcquire();
    }

    /** {@return depends on each command and on their order; for the commands that {@link #count} has told of before} */
    public long hash() {
        return hash;
    }

    @Override
    public String toString() {
        return count() + " commands, hash " + Long.toHexString(hash());
    }
}
