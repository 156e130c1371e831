/**
 * The runtime around the pure core: takes proposals, runs the core, and hands work to storage, transport and the state
 * machine.
 *
 * <p>Everything that loops is an {@link io.balsa.raft.node.Agent}. Threads carry the agents in production; a simulator
 * runs the same agents one step at a time on virtual time. So that both are possible, only {@code AgentThread}, {@code
 * CallbackThreads}, {@code SystemClock} and {@code SystemRandom} may start threads, wait, read a clock or draw random
 * numbers. Internal: public to the testkit only.
 */
package io.balsa.raft.node;
