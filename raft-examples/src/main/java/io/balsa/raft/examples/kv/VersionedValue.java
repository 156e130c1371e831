package io.balsa.raft.examples.kv;

/**
 * What the store holds for a key.
 *
 * @param version index of the log entry that wrote the value; rises with every write of the key, and is never used twice
 * @param value the value; nobody changes the array
 */
record VersionedValue(long version, byte[] value) {}
