package io.balsa.raft.core;

/** The core's only source of chance, injected: how far an election timeout lies beyond its minimum. */
@FunctionalInterface
public interface ElectionJitter {
    /**
     * Draws a number, anew for each timeout: one drawn once and kept would let two servers split the vote for ever.
     *
     * @param boundNanos greater than 0
     * @return a number from 0 up to, not including, the bound
     */
    long nextNanos(long boundNanos);
}
