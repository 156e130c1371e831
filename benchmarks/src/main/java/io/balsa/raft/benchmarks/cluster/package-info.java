/** Whole clusters under load: in one process as a program embeds them, and as the servers of the key-value store. */
package io.balsa.raft.benchmarks.cluster;
