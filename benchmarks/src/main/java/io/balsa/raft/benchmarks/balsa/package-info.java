/** This library in the comparison. */
package io.balsa.raft.benchmarks.balsa;
