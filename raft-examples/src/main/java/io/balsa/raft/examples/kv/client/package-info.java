/** A client of the store that says what is known of each request: answered, certainly not taken, or unknown. */
package io.balsa.raft.examples.kv.client;
