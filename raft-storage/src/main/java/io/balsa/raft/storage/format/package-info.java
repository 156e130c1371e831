/**
 * The bytes of {@code docs/log-format.md}: what frames and segments look like, without any I/O. Internal: exported to nobody.
 */
package io.balsa.raft.storage.format;
