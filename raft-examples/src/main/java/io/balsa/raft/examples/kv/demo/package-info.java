/**
 * The demonstration: real processes under load, killed with SIGKILL, and a ledger that knows what must not be missing afterwards.
 * {@link io.balsa.raft.examples.kv.demo.Demo} tells the story; {@code DemoLedger} is the judge.
 */
package io.balsa.raft.examples.kv.demo;
