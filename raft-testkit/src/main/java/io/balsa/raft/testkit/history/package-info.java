/**
 * Histories of what clients asked a cluster for and what it answered, and checkers that say whether the answers can be right. They know nothing of Raft: a
 * history is all that a client can see.
 *
 * <p>{@link io.balsa.raft.testkit.history.LinearizabilityChecker} judges anything that has a {@link io.balsa.raft.testkit.history.Model}; it searches, so it wants
 * many keys with some hundred operations and about ten clients each. The checkers for lists, sets and counters are near linear and take long histories. A history
 * that few wrong answers would spoil proves little: {@link io.balsa.raft.testkit.history.CoverageBar} tells. Every verdict but
 * {@link io.balsa.raft.testkit.history.Verdict#VALID} should fail a test.
 */
package io.balsa.raft.testkit.history;
