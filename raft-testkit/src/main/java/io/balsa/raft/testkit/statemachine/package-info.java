/** Checks that a state machine is deterministic and that its snapshots hold all of it, without a cluster and without a test framework. */
package io.balsa.raft.testkit.statemachine;
