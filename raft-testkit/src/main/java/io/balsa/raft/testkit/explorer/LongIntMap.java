package io.balsa.raft.testkit.explorer;

/** Numbers by keys other than 0, by open addressing. */
final class LongIntMap {
    private long[] keys = new long[1 << 10];
    private int[] values = new int[1 << 10];
    private int size;

    /** The value of a key; -1 if there is none. */
    int get(long key) {
        int at = slot(keys, key);
        return keys[at] == key ? values[at] : -1;
    }

    /** Sets a value for a key that has none. */
    void put(long key, int value) {
        if (size * 3 >= keys.length * 2) {
            grow();
        }
        int at = slot(keys, key);
        keys[at] = key;
        values[at] = value;
        size++;
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
