package io.balsa.raft.examples.planted;

import io.balsa.raft.transport.planted.TransportThatKnowsStorage;

/** An example may know everybody. */
public record SomeExample(TransportThatKnowsStorage transport) {}
