/**
 * The seam between the storage and the machine: all that the storage ever does to files goes through
 * {@link io.balsa.raft.storage.disk.Disk}, so that a simulated disk can lose, tear and refuse writes under the same storage code.
 */
package io.balsa.raft.storage.disk;
