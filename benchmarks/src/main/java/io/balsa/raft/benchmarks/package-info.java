/** Measurements: JMH for the core and the append path, drivers of whole clusters, and what they have in common. */
package io.balsa.raft.benchmarks;
