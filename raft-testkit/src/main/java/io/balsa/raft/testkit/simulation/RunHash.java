package io.balsa.raft.testkit.simulation;

/** A rolling hash over all that happens in a run: two runs with equal hashes were the same. */
final class RunHash {
    private long value = 0x243F6A8885A308D3L;

    void add(long number) {
        value = Chance.mix(value ^ number) + 0x9E3779B97F4A7C15L;
    }

    void add(String text) {
        // String.hashCode is specified, so it is the same in every JVM.
        add(text.hashCode());
    }

    long value() {
        return value;
    }
}
