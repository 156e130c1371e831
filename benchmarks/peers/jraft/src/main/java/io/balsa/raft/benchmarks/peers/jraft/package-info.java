/** SOFAJRaft in the comparison. */
package io.balsa.raft.benchmarks.peers.jraft;
