/**
 * The safety properties of Raft as checks that watch a cluster of cores from outside, after every input. They know what only an
 * observer can know: the logs of all servers at once, and what a power cut would leave of each.
 *
 * <p>The names I1 to I20 are those used throughout the project's documents; {@code docs/scenario-format.md} lists them.
 */
package io.balsa.raft.testkit.invariants;
