package io.balsa.raft.testkit.planted;

import io.balsa.raft.transport.planted.TransportThatKnowsStorage;

/** The test kit must not know the network. */
public record TestkitThatKnowsTransport(TransportThatKnowsStorage transport) {}
