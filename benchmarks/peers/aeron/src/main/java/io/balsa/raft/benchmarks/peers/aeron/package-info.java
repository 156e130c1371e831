/** Aeron Cluster in the comparison. */
package io.balsa.raft.benchmarks.peers.aeron;
