/** Draws and tabulates the results that are kept in the repository. */
package io.balsa.raft.benchmarks.plots;
