/** jgroups-raft in the comparison. */
package io.balsa.raft.benchmarks.peers.jgroups;
