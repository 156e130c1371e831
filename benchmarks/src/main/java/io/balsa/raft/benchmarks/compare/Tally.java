package io.balsa.raft.benchmarks.compare;

/** Told of each command that was acknowledged, by one thread. */
interface Tally {
    /**
     * A command was acknowledged.
     *
     * @param begun when it was proposed, or when its turn was, as {@link System#nanoTime} told
     * @param ended when it was acknowledged
     */
    void add(long begun, long ended);
}
