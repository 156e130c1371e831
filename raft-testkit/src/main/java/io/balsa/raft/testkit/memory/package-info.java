/**
 * A storage and a transport in memory, for tests of state machines and of whole clusters within one JVM. Both keep the contracts of
 * {@link io.balsa.raft.spi.LogStorage} and {@link io.balsa.raft.spi.Transport}, and can be made to fail in the ways in which those may.
 */
package io.balsa.raft.testkit.memory;
