package io.balsa.raft.planted;

import io.balsa.raft.node.planted.NodeThatCheats;

/** The API must know the SPI only. */
public record ApiThatKnowsTheNode(NodeThatCheats.KnowsTheCore node) {}
