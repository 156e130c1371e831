package io.balsa.raft.storage;

/**
 * Bytes that cannot be read as what should stand there.
 *
 * @param offset where, in the segment
 * @param found what is there
 * @param expected what should be there
 */
record Damage(long offset, String found, String expected) {}
