/** The smallest replicated program: a counter. */
package io.balsa.raft.examples.counter;
