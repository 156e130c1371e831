package io.balsa.raft.spi.planted;

import io.balsa.raft.core.planted.CoreThatCheats;

/** The SPI must know no other package. */
public record SpiThatKnowsTheCore(CoreThatCheats.ReadsClock core) {}
