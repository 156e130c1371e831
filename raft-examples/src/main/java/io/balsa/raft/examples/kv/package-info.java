/**
 * A replicated key-value store: the state machine ({@link io.balsa.raft.examples.kv.KvStateMachine}), and the commands, queries and
 * results that travel through the log. The HTTP server, the client and the command line are packages of their own.
 */
package io.balsa.raft.examples.kv;
