package io.balsa.raft.testkit.simulation;

/**
 * What makes a link worse without cutting it.
 *
 * @param loss probability that a message is lost
 * @param duplication probability that it arrives twice
 * @param corruption probability that a byte of it is changed on the way
 * @param extraLatencyNanos how much longer messages take, in the mean
 * @param reordering whether messages overtake one another
 */
record Disturbance(double loss, double duplication, double corruption, long extraLatencyNanos, boolean reordering) {}
