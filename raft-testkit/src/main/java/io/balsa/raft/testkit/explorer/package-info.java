/**
 * Searches the states that a few real cores can reach, one after the other: every order of messages, writes, timeouts and crashes within limits. See {@code docs/explorer.md}.
 */
package io.balsa.raft.testkit.explorer;
