package io.balsa.raft.core;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;

/** A message on its way out. */
record Outgoing(NodeId to, RaftMessage message) {}
