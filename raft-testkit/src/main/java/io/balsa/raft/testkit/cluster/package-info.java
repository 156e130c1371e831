/**
 * A cluster of real servers in one JVM, with network and storage in memory, for tests of a state machine. Needs no test framework;
 * {@code io.balsa.raft.testkit.junit} brings it into JUnit.
 */
package io.balsa.raft.testkit.cluster;
