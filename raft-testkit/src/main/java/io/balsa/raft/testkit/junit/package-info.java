/** Brings clusters of a state machine into JUnit tests. Needs JUnit Jupiter on the class path. */
package io.balsa.raft.testkit.junit;
