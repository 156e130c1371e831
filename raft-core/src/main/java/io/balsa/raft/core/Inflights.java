package io.balsa.raft.core;

/** The window of requests with entries that a peer has not answered yet, bounded in number and in bytes. */
final class Inflights {
    private final int maxRequests;
    private final long maxBytes;
    // A ring: slot (first + i) % length holds the i-th oldest request. Grows up to maxRequests, since most windows stay
    // small.
    private long[] lastIndexes;
    private long[] sizes;
    private int first;
    private int count;
    private long bytes;

    Inflights(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.lastIndexes = new long[Math.min(8, maxRequests)];
        this.sizes = new long[lastIndexes.length];
    }

    Inflights copy() {
        Inflights copy = new Inflights(maxRequests, maxBytes);
        for (int i = 0; i < count; i++) {
            copy.add(lastIndexes[slot(i)], sizes[slot(i)]);
        }
        return copy;
    }

    boolean hasRoom() {
        return count < maxRequests && bytes < maxBytes;
    }

    /** {@return how many bytes the next request may have; one entry may be longer} */
    long roomBytes() {
        return maxBytes - bytes;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void add(long lastIndex, long sizeInBytes) {
        if (count == lastIndexes.length) {
            grow();
        }
        lastIndexes[slot(count)] = lastIndex;
        sizes[slot(count)] = sizeInBytes;
        count++;
        bytes += sizeInBytes;
    }

    /** Everything up to {@code match} was answered. */
    void freeUpTo(long match) {
        while (count > 0 && lastIndexes[first] <= match) {
            bytes -= sizes[first];
            first = (first + 1) % lastIndexes.length;
            count--;
        }
    }

    void clear() {
        first = 0;
        count = 0;
        bytes = 0;
    }

    private int slot(int number) {
        return (first + number) % lastIndexes.length;
    }

    private void grow() {
        int capacity = Math.min(maxRequests, 2 * lastIndexes.length);
        if (capacity == count) {
            throw new InvariantViolation("more than " + maxRequests + " requests in flight");
        }
        long[] grownIndexes = new long[capacity];
        long[] grownSizes = new long[capacity];
        for (int i = 0; i < count; i++) {
            grownIndexes[i] = lastIndexes[slot(i)];
            grownSizes[i] = sizes[slot(i)];
        }
        lastIndexes = grownIndexes;
        sizes = grownSizes;
        first = 0;
    }

    void hash(Fingerprint fingerprint) {
        fingerprint.add(count).add(bytes);
        for (int i = 0; i < count; i++) {
            fingerprint.add(lastIndexes[slot(i)]).add(sizes[slot(i)]);
        }
    }
}
