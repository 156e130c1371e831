/** The command line of the store: one class a command. */
package io.balsa.raft.examples.kv.cli;
