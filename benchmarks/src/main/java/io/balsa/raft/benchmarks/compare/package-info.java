/** Libraries side by side: one process for each library and round, the same load on each, medians and ratios of what they did. */
package io.balsa.raft.benchmarks.compare;
