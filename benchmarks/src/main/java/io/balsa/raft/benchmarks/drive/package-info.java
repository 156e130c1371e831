/** What the comparison asks of a library, and what is the same for all of them. Knows no library. */
package io.balsa.raft.benchmarks.drive;
