/**
 * The pure core of Raft: a deterministic function of its inputs, without I/O, threads, clock, randomness, logging or payloads.
 *
 * <p>{@link io.balsa.raft.core.RaftCore} takes inputs one at a time and hands out what has to happen through
 * {@link io.balsa.raft.core.Effects}. Internal: public to the runtime and the testkit only.
 */
package io.balsa.raft.core;
