package io.balsa.raft.testkit.scenario;

/** A line of a scenario that was understood. */
record Command(SourceLine line, Step step) {}
