package io.balsa.raft.storage;

import java.nio.ByteBuffer;

/**
 * A sector of a kind that is kept twice is damaged: what to write there, out of the other copy.
 *
 * @param segment where it is
 * @param offset of the sector
 * @param sector its bytes
 */
record Repair(Segment segment, long offset, ByteBuffer sector) {}
