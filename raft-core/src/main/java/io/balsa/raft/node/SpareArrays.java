package io.balsa.raft.node;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Arrays to be used again: what comes from the network stays for microseconds, and is too much to be garbage. In sizes that
 * are powers of two; longer ones are made anew each time. Safe to use from any thread.
 */
final class SpareArrays {
    private static final int MIN_BITS = 10;
    private static final int MAX_BITS = 20;
    private static final int MAX_SPARE_BYTES = 4 << 20;

    private final Consumer<byte[]> beforeReuse;
    private final ArrayDeque<byte[]>[] spare;
    private int spareBytes;

    /**
     * Begins without any.
     *
     * @param beforeReuse see {@link NodeEnvironment#beforeReuse}
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    SpareArrays(Consumer<byte[]> beforeReuse) {
        this.beforeReuse = beforeReuse;
        this.spare = new ArrayDeque[MAX_BITS - MIN_BITS + 1];
        for (int i = 0; i < spare.length; i++) {
            spare[i] = new ArrayDeque<>();
        }
    }

    /** {@return an array of at least so many bytes, with anything in it} */
    byte[] take(int bytes) {
        int bits = bitsOf(bytes);
        if (bits > MAX_BITS) {
            return new byte[bytes];
        }
        synchronized (this) {
            byte[] found = spare[bits - MIN_BITS].pollLast();
            if (found != null) {
                spareBytes -= found.length;
                return found;
            }
        }
        return new byte[1 << bits];
    }

    /** Takes back an array that nobody looks at any more. */
    void give(byte[] array) {
        int bits = bitsOf(array.length);
        if (array.length != 1 << bits || bits > MAX_BITS) {
            return;
        }
        beforeReuse.accept(array);
        synchronized (this) {
            if (spareBytes + array.length <= MAX_SPARE_BYTES) {
                spare[bits - MIN_BITS].addLast(array);
                spareBytes += array.length;
            }
        }
    }

    private static int bitsOf(int bytes) {
        return Math.max(MIN_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1));
    }
}
