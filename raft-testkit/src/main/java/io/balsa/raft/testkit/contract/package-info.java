/**
 * Contracts as JUnit tests: extend one in your own tests, say how to make the thing, and it is held to what the rest of the library relies on.
 * Needs {@code junit-jupiter-api} on the test's path, which this module asks for optionally.
 */
package io.balsa.raft.testkit.contract;
