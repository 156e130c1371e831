/** Apache Ratis in the comparison. */
package io.balsa.raft.benchmarks.peers.ratis;
