package io.balsa.raft.testkit.explorer;

/** Hashes of 64 bits, the same in every JVM: the finaliser of SplitMix64 (Steele, Lea, Flood 2014) over what is added in order. */
final class Hash {
    private Hash() {}

    static long add(long hash, long value) {
        // Multiplied first: a hash may begin as a small number, and must not be undone by a small value.
        long z = (hash + 1) * 0x9E3779B97F4A7C15L + value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = add(hash, text.charAt(i));
        }
        return hash;
    }
}
